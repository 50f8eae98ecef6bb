// @ts-check
import { html } from 'lit';

/** What went wrong, and a way on. @param {any} problem @param {() => void} retry */
export function problemNote(problem, retry) {
  return html`<div class="notice failed" role="alert">
    <strong>${problem.title ?? 'Not reachable'}</strong>
    <span>${problem.detail ?? problem.message}</span>
    <button type="button" @click=${retry}>Try again</button>
  </div>`;
}

/** One number with its name. @param {string} name @param {unknown} value @param {string} [note] */
export function figure(name, value, note = '') {
  return html`<div class="figure"><dt>${name}</dt><dd>${value}${
    note ? html` <small>${note}</small>` : ''
  }</dd></div>`;
}
