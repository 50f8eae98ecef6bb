// @ts-check
import { LitElement, html, nothing } from 'lit';
import { getLog, logUrl } from '../lib/api.js';

const TAIL_BYTES = 65_536;
const POLL = 1_000;
const LONGEST = 1_000_000;
// eslint-disable-next-line no-control-regex
const COLOURS = /\u001b\[[0-9;?]*[A-Za-z]/g;

/** The output of an attempt, its end first, going on by itself while the attempt does. */
class LogView extends LitElement {
  static properties = {
    plan: {},
    key: {},
    attempt: { type: Number },
    text: { state: true },
    follow: { state: true },
    error: { state: true },
  };

  constructor() {
    super();
    this.plan = '';
    this.key = '';
    this.attempt = 0;
    this.timer = 0;
    this.reset();
    this.follow = true;
  }

  reset() {
    clearTimeout(this.timer);
    this.text = '';
    this.next = -TAIL_BYTES;
    this.start = 0;
    this.ended = false;
    this.loaded = false;
    this.error = '';
  }

  createRenderRoot() {
    return this;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('plan') || changed.has('key') || changed.has('attempt')) {
      this.reset();
      if (this.attempt > 0) this.load();
    }
  }

  async load() {
    const wanted = `${this.plan}/${this.key}/${this.attempt}`;
    try {
      const piece = await getLog(this.plan, this.key, this.attempt, this.next);
      if (wanted !== `${this.plan}/${this.key}/${this.attempt}`) return;
      if (!this.loaded) this.start = piece.from;
      this.loaded = true;
      this.next = piece.next;
      this.ended = piece.ended;
      this.error = '';
      this.text = (this.text + piece.text.replace(COLOURS, '')).slice(-LONGEST);
    } catch (problem) {
      this.error = /** @type {Error} */ (problem).message;
    }
    this.requestUpdate();
    if (!this.ended) this.timer = window.setTimeout(() => this.load(), POLL);
  }

  updated() {
    const output = this.querySelector('pre');
    if (output && this.follow) output.scrollTop = output.scrollHeight;
  }

  render() {
    if (this.attempt === 0) return html`<p class="calm">Nothing has run yet.</p>`;
    return html`<div class="log-head">
        <label class="check"><input type="checkbox" .checked=${this.follow}
          @change=${(/** @type {any} */ e) => (this.follow = e.target.checked)}> Follow</label>
        <a href=${logUrl(this.plan, this.key, this.attempt, 0)}>Whole output</a>
      </div>
      ${this.error ? html`<p class="calm">${this.error}</p>` : nothing}
      ${this.start > 0 ? html`<p class="calm">The last ${Math.round(TAIL_BYTES / 1024)} kB:</p>` : nothing}
      <pre class="log" tabindex="0" aria-label="Output">${
        this.text || (this.loaded ? (this.ended ? 'No output.' : 'No output yet.') : '')
      }</pre>`;
  }
}

customElements.define('sb-log', LogView);
