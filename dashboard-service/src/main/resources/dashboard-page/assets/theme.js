/* Before the first paint: the theme that was chosen, if one was. */
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem('signalbox-theme');
  } catch {
    // storage is off: the system's theme it is
  }
  if (chosen === 'light' || chosen === 'dark') {
    document.documentElement.dataset.theme = chosen;
  }
})();
