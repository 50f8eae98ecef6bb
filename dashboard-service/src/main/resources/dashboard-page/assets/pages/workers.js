// @ts-check
import { LitElement, html, nothing } from 'lit';
import '../parts/top-bar.js';
import { getJson } from '../lib/api.js';
import { ago, bytes, dateTime, now, syncClock } from '../lib/format.js';
import { icon } from '../lib/states.js';
import { problemNote } from '../parts/notes.js';

const EVERY = 2_000;
const LOOKS = {
  idle: ['running', 'run'],
  working: ['running', 'run'],
  draining: ['attention', 'warn'],
  silent: ['attention', 'warn'],
  gone: ['neutral', 'dash'],
};

/** All workers: how many slots, what they run, when they were last heard of. */
class WorkersPage extends LitElement {
  static properties = { workers: { state: true }, problem: { state: true }, gone: { state: true } };

  constructor() {
    super();
    /** @type {any[] | null} */
    this.workers = null;
    this.problem = null;
    this.gone = false;
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
      const [workers, metrics] = await Promise.all([getJson('/api/v1/workers'), getJson('/api/v1/metrics')]);
      syncClock(metrics.now);
      this.workers = workers;
      this.problem = null;
      dispatchEvent(new CustomEvent('signalbox-live', { detail: 'live' }));
    } catch (problem) {
      this.problem = problem;
      dispatchEvent(new CustomEvent('signalbox-live', { detail: 'reconnecting' }));
    }
  }

  render() {
    return html`<main><h1>Workers</h1>
      ${this.problem ? problemNote(this.problem, () => this.load()) : nothing}
      ${this.workers ? this.body(this.workers) : nothing}</main>`;
  }

  /** @param {any[]} all */
  body(all) {
    if (all.length === 0) {
      return html`<section class="empty"><h2>No worker yet</h2>
        <p><code>signalbox up</code> starts one beside the services.</p></section>`;
    }
    const gone = all.filter((worker) => worker.state === 'gone').length;
    const shown = this.gone ? all : all.filter((worker) => worker.state !== 'gone');
    return html`<div class="scroll"><table class="list">
        <thead><tr><th scope="col">Worker</th><th scope="col">State</th><th scope="col">Runs</th>
          <th scope="col" class="num">Slots</th><th scope="col">Skills</th><th scope="col" class="num">CPU</th>
          <th scope="col" class="num">Memory</th><th scope="col" class="num">Disk free</th>
          <th scope="col">Last heard</th></tr></thead>
        <tbody>${shown.map((worker) => this.line(worker))}</tbody>
      </table></div>
      ${gone
        ? html`<p><label class="check"><input type="checkbox" .checked=${this.gone}
            @change=${(/** @type {any} */ e) => (this.gone = e.target.checked)}> Show ${gone} that left</label></p>`
        : nothing}`;
  }

  /** @param {any} worker */
  line(worker) {
    const look = worker.state === 'live' ? worker.status : worker.state;
    const [tone, shape] = LOOKS[/** @type {keyof typeof LOOKS} */ (look)];
    const about = worker.host ? `${worker.host} · ${worker.pid}` : worker.name || worker.kind;
    return html`<tr>
      <th scope="row">${worker.worker}<div class="muted">${about}</div></th>
      <td><span class="state tone-${tone}">${icon(shape)}<span>${look}</span></span></td>
      <td>${worker.running.length === 0 ? html`<span class="muted">idle</span>` : worker.running.map(taskLink)}</td>
      <td class="num">${worker.running.length} of ${worker.slots}${worker.reason
        ? html`<div class="muted">${worker.reason}</div>`
        : nothing}</td>
      <td>${worker.skills.join(', ')}</td>
      <td class="num">${load(worker.cpuPercent)}</td>
      <td class="num">${load(worker.memoryPercent)}</td>
      <td class="num">${worker.diskFreeBytes < 0 ? '–' : bytes(worker.diskFreeBytes)}</td>
      <td><time datetime=${worker.lastSeen} title=${dateTime(worker.lastSeen)}>${heard(worker)}</time></td>
    </tr>`;
  }
}

/** @param {any} worker */
function heard(worker) {
  const seconds = Math.max(0, Math.round((now() - Date.parse(worker.lastSeen)) / 1000));
  return seconds < 120 ? `${seconds} s ago` : ago(worker.lastSeen);
}

/** @param {string} attempt */
function taskLink(attempt) {
  const [plan, rest] = attempt.split('/');
  const key = rest.split('#')[0];
  return html`<div><a href="/plans/${plan}?task=${key}">${key}</a></div>`;
}

/** @param {number} percent */
function load(percent) {
  return percent < 0 ? '–' : `${Math.round(percent)} %`;
}

customElements.define('sb-workers', WorkersPage);
