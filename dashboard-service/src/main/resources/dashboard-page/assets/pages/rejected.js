// @ts-check
import { LitElement, html, nothing } from 'lit';
import '../parts/top-bar.js';
import { getJson } from '../lib/api.js';
import { ago, clock, dateTime } from '../lib/format.js';
import { icon } from '../lib/states.js';
import { problemNote } from '../parts/notes.js';

const EVERY = 5_000;

/** What nobody takes up again by itself: tasks that failed for good, and what was not accepted. */
class RejectedPage extends LitElement {
  static properties = { failed: { state: true }, rejected: { state: true }, letters: { state: true }, problem: { state: true } };

  constructor() {
    super();
    /** @type {any[] | null} */
    this.rejected = null;
    /** @type {any[]} */
    this.failed = [];
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
      [this.failed, this.rejected, this.letters] = await Promise.all([
        getJson('/api/v1/failed-tasks'),
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
    return html`<main><h1>Dead letters</h1>
      ${this.problem ? problemNote(this.problem, () => this.load()) : nothing}
      ${this.rejected ? this.body(this.rejected) : nothing}</main>`;
  }

  /** @param {any[]} rejected */
  body(rejected) {
    return html`<section><h2>Failed tasks</h2>
        ${this.failed.length === 0
          ? html`<p class="calm">No task has failed for good. Last checked at ${clock(this.checked)}.</p>`
          : this.failed.map((task) => failure(task))}</section>
      <section><h2>Rejected submissions</h2>
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

/** @param {any} task */
function failure(task) {
  const link = `/plans/${task.plan}?task=${encodeURIComponent(task.key)}`;
  const tries = `${task.attempts} ${task.attempts === 1 ? 'try' : 'tries'}`;
  return html`<article class="refusal">
    <h3><a href=${link}>${task.key}</a></h3>
    <p class="muted">of ${task.name}, after ${tries},
      <time datetime=${task.at} title=${dateTime(task.at)}>${ago(task.at)}</time></p>
    <p class="reason">${task.reason}</p>
    <p class="muted">Try it again with <code>signalbox task retry ${task.plan}/${task.key}</code></p>
  </article>`;
}

/** @param {any} record */
function where(record) {
  return html`<p class="muted"><time datetime=${record.at} title=${dateTime(record.at)}>${ago(record.at)}</time>
    · <span class="mono">${record.topic}</span>, partition ${record.partition}, offset ${record.offset}${
      record.key ? html`, key <span class="mono">${record.key}</span>` : nothing
    }</p>`;
}

customElements.define('sb-rejected', RejectedPage);
