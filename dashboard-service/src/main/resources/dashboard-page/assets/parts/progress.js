// @ts-check
import { html, svg } from 'lit';
import { look, STATES } from '../lib/states.js';

/**
 * A bar with a piece for each state, as wide as its share; the counts stand in its name.
 * @param {Record<string, number>} states @param {number} total
 */
export function progressBar(states, total) {
  const present = Object.keys(STATES).filter((state) => states[state] > 0);
  const name = present.map((state) => `${states[state]} ${look(state).word}`).join(', ');
  let at = 0;
  const pieces = present.map((state) => {
    const width = total > 0 ? (states[state] / total) * 1000 : 0;
    const { tone, fill } = look(state);
    const piece = svg`<rect class="piece tone-${tone} ${fill}" x=${at} y="0" width=${width} height="10"/>${
      fill === 'hatched'
        ? svg`<rect x=${at} y="0" width=${width} height="10" fill="url(#hatch)"/>`
        : ''
    }`;
    at += width;
    return piece;
  });
  return html`<svg class="progress" role="img" aria-label=${name || 'no tasks'} viewBox="0 0 1000 10" preserveAspectRatio="none">
    <defs><pattern id="hatch" width="8" height="10" patternUnits="userSpaceOnUse"><path d="M-1 11L9 -1" class="hatch"/></pattern></defs>
    <rect class="track" width="1000" height="10"/>${pieces}</svg>`;
}
