// @ts-check
import { html, nothing } from 'lit';
import { clock, dateTime } from '../lib/format.js';

/** The answer about a task that a person works on; undefined for all others. @param {any} wait */
function claimOf(wait) {
  return wait?.reason?.type === 'with-person' ? wait.reason : undefined;
}

/** The name of who works on a task; the empty text for all others. @param {any} wait */
export function personName(wait) {
  return claimOf(wait)?.person.name ?? '';
}

/** In a few words, who works on a task. @param {any} wait */
export function personWord(wait) {
  const claim = claimOf(wait);
  if (!claim) return '';
  const steps = claim.step === undefined ? '' : ` (${claim.step}/${claim.total})`;
  return claim.handedIn
    ? `${claim.person.name} handed it in${steps}`
    : `${claim.person.name} works on it${steps}, claim until ${dateTime(claim.until)}`;
}

/** Who works on a task, where, and what can be said of it. @param {any} wait @param {string} name as in PLAN/KEY */
export function personBlock(wait, name) {
  const claim = claimOf(wait);
  if (!claim) return nothing;
  return html`<section class="person" aria-label="Who works on it">
    <p class="why tone-running"><b>${claim.person.name}</b> ${claim.handedIn ? 'handed it in' : 'works on it'}${
      claim.step === undefined ? nothing : html`, ${claim.step} of ${claim.total} steps`
    }<span class="muted since">Since <time datetime=${claim.since}>${clock(claim.since)}</time>, claim until <time
      datetime=${claim.until}>${dateTime(claim.until)}</time>.${claim.note ? html` ${claim.note}` : nothing}</span></p>
    ${claim.worktree
      ? html`<pre class="commands">cd ${claim.worktree}
signalbox task progress ${name} 1/3 --note TEXT
signalbox task complete ${name}
signalbox task release ${name}
signalbox task fail ${name} --reason TEXT</pre>`
      : nothing}
  </section>`;
}
