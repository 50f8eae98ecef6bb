// @ts-check
import { html, svg } from 'lit';

/**
 * How a state looks: its word, its colour token, its icon, and whether a bar shows it as an outline
 * or hatched. The word is always shown: colour and shape only repeat it.
 * @typedef {{ word: string, tone: string, icon: string, fill: 'solid' | 'outline' | 'hatched' }} Look
 */

/** In the order of a progress bar: done first. @type {Record<string, Look>} */
export const STATES = {
  COMPLETED: { word: 'completed', tone: 'merged', icon: 'check', fill: 'solid' },
  MERGING: { word: 'merging', tone: 'merging', icon: 'merge', fill: 'solid' },
  VERIFYING: { word: 'verifying', tone: 'running', icon: 'verify', fill: 'solid' },
  RUNNING: { word: 'running', tone: 'running', icon: 'run', fill: 'solid' },
  CLAIMED: { word: 'claimed', tone: 'running', icon: 'claim', fill: 'solid' },
  QUEUED: { word: 'queued', tone: 'running', icon: 'ready', fill: 'outline' },
  READY: { word: 'ready', tone: 'running', icon: 'ready', fill: 'outline' },
  RETRY_WAIT: { word: 'retry wait', tone: 'attention', icon: 'block', fill: 'outline' },
  PAUSED: { word: 'paused', tone: 'attention', icon: 'pause', fill: 'outline' },
  NEEDS_HUMAN: { word: 'needs human', tone: 'attention', icon: 'warn', fill: 'solid' },
  PENDING: { word: 'pending', tone: 'neutral', icon: 'wait', fill: 'outline' },
  FAILED: { word: 'failed', tone: 'failed', icon: 'cross', fill: 'solid' },
  CANCELLED: { word: 'cancelled', tone: 'neutral', icon: 'dash', fill: 'hatched' },
  SKIPPED: { word: 'skipped', tone: 'neutral', icon: 'dash', fill: 'hatched' },
};

/** States in which a worker spends time. */
export const BUSY = new Set(['CLAIMED', 'RUNNING', 'VERIFYING', 'MERGING']);

/** States in which nothing more happens. */
export const FINAL = new Set(['COMPLETED', 'FAILED', 'CANCELLED', 'SKIPPED']);

const ORDER = new Map(Object.keys(STATES).map((state, index) => [state, index]));

/** @param {string} state */
export function stateOrder(state) {
  return ORDER.get(state) ?? 99;
}

/** @param {string} state @returns {Look} */
export function look(state) {
  return STATES[state] ?? { word: state.toLowerCase(), tone: 'neutral', icon: 'wait', fill: 'outline' };
}

/** The icon and the word of a task's or plan's state. @param {string} state */
export function stateMark(state) {
  const { word, tone } = look(state);
  return html`<span class="state tone-${tone}">${icon(look(state).icon)}<span>${word}</span></span>`;
}

const SHAPES = {
  check: svg`<circle cx="8" cy="8" r="6.5" class="solid"/><path d="M5 8.2l2.1 2.1L11 6.2" class="cut"/>`,
  cross: svg`<circle cx="8" cy="8" r="6.5" class="solid"/><path d="M5.7 5.7l4.6 4.6M10.3 5.7l-4.6 4.6" class="cut"/>`,
  run: svg`<circle cx="8" cy="8" r="6.5" class="line"/><path d="M6.5 5.2v5.6L11 8z" class="solid"/>`,
  claim: svg`<circle cx="8" cy="8" r="6.5" class="line"/><circle cx="8" cy="8" r="2.2" class="solid"/>`,
  verify: svg`<circle cx="8" cy="8" r="6.5" class="line"/><path d="M5 8.2l2.1 2.1L11 6.2" class="line"/>`,
  merge: svg`<path d="M2.5 5.5h9M9 2.8l2.7 2.7L9 8.2M13.5 10.5h-9M7 7.8l-2.7 2.7L7 13.2" class="line"/>`,
  ready: svg`<circle cx="8" cy="8" r="6.5" class="line"/><path d="M8 8V1.5A6.5 6.5 0 0 1 14.5 8z" class="solid"/>`,
  wait: svg`<circle cx="8" cy="8" r="6.5" class="line"/>`,
  block: svg`<rect x="2" y="2" width="12" height="12" rx="2" class="line"/><path d="M8 2v12" class="line"/>`,
  pause: svg`<rect x="2" y="2" width="12" height="12" rx="2" class="line"/><path d="M6.3 5.5v5M9.7 5.5v5" class="line"/>`,
  warn: svg`<path d="M8 1.8L15 14H1z" class="solid"/><path d="M8 6.4v3.4M8 11.7v.2" class="cut"/>`,
  dash: svg`<circle cx="8" cy="8" r="6.5" class="line"/><path d="M5 8h6" class="line"/>`,
};

/** @param {string} name */
export function icon(name) {
  return html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">${SHAPES[/** @type {keyof typeof SHAPES} */ (name)]}</svg>`;
}
