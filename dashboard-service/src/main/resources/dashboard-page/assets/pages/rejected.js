// @ts-check
import { LitElement, html, nothing } from 'lit';
import '../parts/top-bar.js';
import { getJson } from '../lib/api.js';
import { ago, clock, dateTime } from '../lib/format.js';
import { icon } from '../lib/states.js';
import { problemNote } from '../parts/notes.js';

const EVERY = 5_000;

/** What was not accepted: submissions with every reason, and records nobody could read. */
class RejectedPage extends LitElement {
  static properties = { rejected: { state: true }, letters: { state: true }, problem: { state: true } };

  constructor() {
    super();
    /** @type {any[] | null} */
    this.rejected = null;
    /** @type {any[]} */
    this.letters = [];
    this.problem = null;
    this.checked = '';
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.load();
    setInterval(() => document.hidden || this.load(), EVERY);
  }

  async load() {
    try {
      [this.rejected, this.letters] = await Promise.all([
        getJson('/api/v1/rejected'),
        getJson('/api/v1/dead-letters'),
      ]);
      this.checked = new Date().toISOString();
      this.problem = null;
      dispatchEvent(new CustomEvent('signalbox-live', { detail: 'live' }));
    } catch (problem) {
      this.problem = problem;
      dispatchEvent(new CustomEvent('signalbox-live', { detail: 'reconnecting' }));
    }
  }

  render() {
    return html`<main><h1>Rejected</h1>
      ${this.problem ? problemNote(this.problem, () => this.load()) : nothing}
      ${this.rejected ? this.body(this.rejected) : nothing}</main>`;
  }

  /** @param {any[]} rejected */
  body(rejected) {
    return html`<section><h2>Submissions</h2>
        ${rejected.length === 0
          ? html`<p class="calm">None was rejected. Last checked at ${clock(this.checked)}.</p>`
          : rejected.map((submission) => this.submission(submission))}</section>
      <section><h2>Unreadable records</h2>
        ${this.letters.length === 0
          ? html`<p class="calm">None was put aside. Last checked at ${clock(this.checked)}.</p>`
          : this.letters.map((letter) => this.letter(letter))}</section>`;
  }

  /** @param {any} submission */
  submission(submission) {
    return html`<article class="refusal">
      ${where(submission)}
      <ul>${submission.reasons.map(
        (/** @type {any} */ reason) => html`<li>
          <span class="state tone-${reason.severity === 'error' ? 'failed' : 'attention'}">${icon(
            reason.severity === 'error' ? 'cross' : 'warn',
          )}<span class="mono">${reason.code}</span></span>
          ${reason.message}${reason.line ? html` <span class="muted">line ${reason.line}</span>` : nothing}
          ${reason.hint ? html`<div class="muted">${reason.hint}</div>` : nothing}</li>`,
      )}</ul>
      <details><summary>As it came</summary><pre tabindex="0">${submission.value}</pre></details>
    </article>`;
  }

  /** @param {any} letter */
  letter(letter) {
    return html`<article class="refusal">
      ${where(letter)}
      <p>${letter.error}</p>
      ${letter.value ? html`<details><summary>As it came</summary><pre tabindex="0">${letter.value}</pre></details>` : nothing}
    </article>`;
  }
}

/** @param {any} record */
function where(record) {
  return html`<p class="muted"><time datetime=${record.at} title=${dateTime(record.at)}>${ago(record.at)}</time>
    · <span class="mono">${record.topic}</span>, partition ${record.partition}, offset ${record.offset}${
      record.key ? html`, key <span class="mono">${record.key}</span>` : nothing
    }</p>`;
}

customElements.define('sb-rejected', RejectedPage);
