// @ts-check

/**
 * Asks again and again while somebody looks and there is reason to; slower where answers are slow
 * or fail.
 * @param {number} every @param {() => boolean} wanted @param {() => Promise<void>} ask
 */
export async function poll(every, wanted, ask) {
  let pause = every;
  if (wanted() && !document.hidden) {
    const asked = performance.now();
    try {
      await ask();
      pause = Math.max(every, 4 * (performance.now() - asked));
    } catch {
      pause = 5 * every;
    }
  }
  setTimeout(() => poll(every, wanted, ask), pause);
}
