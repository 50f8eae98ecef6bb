// @ts-check
import { LitElement, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import '../parts/top-bar.js';
import { getJson } from '../lib/api.js';
import { ago, baseName, dateTime, duration, percent, planSeconds, syncClock } from '../lib/format.js';
import { Live } from '../lib/live.js';
import { stateMark } from '../lib/states.js';
import { figure, problemNote } from '../parts/notes.js';
import { progressBar } from '../parts/progress.js';

const EXAMPLE = `signalbox: 1
name: first-steps
repository: { path: . }
tasks:
  greeting:
    files: [greeting.txt]
    run: echo hello > greeting.txt
  farewell:
    files: [farewell.txt]
    run: echo goodbye > farewell.txt
  letter:
    needs: [greeting, farewell]
    files: [letter.txt]
    run: cat greeting.txt farewell.txt > letter.txt
`;
const FILTERS = ['', 'RUNNING', 'PAUSED', 'COMPLETED', 'FAILED', 'CANCELLED'];

/** The list of plans, the newest first. */
class PlansPage extends LitElement {
  static properties = { plans: { state: true }, problem: { state: true }, metrics: { state: true } };

  constructor() {
    super();
    /** @type {any[] | null} */
    this.plans = null;
    this.next = '';
    this.metrics = null;
    /** @type {any} */
    this.problem = null;
    this.params = new URLSearchParams(location.search);
    this.live = new Live('', (frame) => this.apply(frame), () => this.load());
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.load();
    this.live.start('');
    setInterval(() => this.requestUpdate(), 1000);
    setInterval(() => this.loadMetrics(), 5000);
  }

  query(cursor = '') {
    const query = new URLSearchParams({ limit: '50' });
    for (const name of ['state', 'q']) {
      const value = this.params.get(name);
      if (value) query.set(name, value);
    }
    if (cursor) query.set('cursor', cursor);
    return `/api/v1/plans?${query}`;
  }

  async load() {
    try {
      const page = await getJson(this.query());
      if (page.plans[0]) syncClock(page.plans[0].now);
      this.plans = page.plans;
      this.next = page.next ?? '';
      this.problem = null;
      await this.loadMetrics();
    } catch (problem) {
      this.problem = problem;
    }
  }

  async more() {
    const page = await getJson(this.query(this.next));
    this.next = page.next ?? '';
    this.plans = [...(this.plans ?? []), ...page.plans];
  }

  async loadMetrics() {
    if (document.hidden) return;
    try {
      this.metrics = await getJson('/api/v1/metrics');
    } catch {
      // the list says what is wrong
    }
  }

  /** @param {any} frame */
  apply(frame) {
    syncClock(frame.now);
    if (!this.plans) return;
    const known = new Map(this.plans.map((plan) => [plan.plan, plan]));
    if (frame.plans.some((/** @type {any} */ plan) => !known.has(plan.plan))) {
      this.load();
      return;
    }
    frame.plans.forEach((/** @type {any} */ plan) => known.set(plan.plan, plan));
    this.plans = [...known.values()];
  }

  /** @param {string} name @param {string} value */
  filter(name, value) {
    if (value) this.params.set(name, value);
    else this.params.delete(name);
    history.replaceState(null, '', `?${this.params}`.replace(/\?$/, location.pathname));
    this.load();
  }

  render() {
    return html`<main>
      <h1>Plans</h1>
      ${this.metrics ? this.strip(this.metrics) : nothing}
      ${this.problem ? problemNote(this.problem, () => this.load()) : nothing}
      ${this.plans === null ? nothing : this.body(this.plans)}
    </main>`;
  }

  /** @param {any} metrics */
  strip(metrics) {
    const running = ['CLAIMED', 'RUNNING', 'VERIFYING', 'MERGING'].reduce(
      (sum, state) => sum + (metrics.tasks[state] ?? 0),
      0,
    );
    return html`<dl class="figures">
      ${figure('Running plans', metrics.plans.RUNNING ?? 0)} ${figure('Running tasks', running)}
      ${figure('Busy slots', metrics.busySlots, `of ${metrics.slots}`)}
      ${figure('Workers', metrics.liveWorkers)}
      ${figure('Completed', metrics.completedLastHour, 'in the last hour')}
      ${figure('Success', percent(metrics.successRate))}
      ${figure('Rejected', html`<a href="/rejected">${metrics.rejected + metrics.deadLetters}</a>`)}
    </dl>`;
  }

  /** @param {any[]} plans */
  body(plans) {
    const filtered = this.params.get('state') || this.params.get('q');
    if (plans.length === 0 && !filtered) return this.empty();
    return html`${this.tools()}
      ${plans.length === 0
        ? html`<p class="calm">No plan matches.
            <button type="button" class="quiet" @click=${() => this.clear()}>Show all</button></p>`
        : html`<ul class="plans">${repeat(plans, (plan) => plan.plan, (plan) => this.line(plan))}</ul>`}
      ${this.next
        ? html`<p><button type="button" @click=${() => this.more()}>Older plans</button></p>`
        : nothing}`;
  }

  clear() {
    this.params = new URLSearchParams();
    this.filter('q', '');
  }

  tools() {
    return html`<search class="tools">
      <label>State
        <select @change=${(/** @type {any} */ e) => this.filter('state', e.target.value)}>
          ${FILTERS.map(
            (state) => html`<option value=${state} ?selected=${(this.params.get('state') ?? '') === state}>
              ${state ? state.toLowerCase() : 'all'}</option>`,
          )}
        </select>
      </label>
      <label>Name
        <input type="search" .value=${this.params.get('q') ?? ''}
          @input=${(/** @type {any} */ e) => this.filter('q', e.target.value)}>
      </label>
    </search>`;
  }

  /** @param {any} plan */
  line(plan) {
    const done = plan.states.COMPLETED ?? 0;
    const failed = plan.states.FAILED ?? 0;
    return html`<li class="plan-line">
      <div class="plan-name"><a href="/plans/${plan.plan}">${plan.name}</a>
        <span class="muted">${baseName(plan.location)}</span></div>
      ${stateMark(plan.state)}
      <div class="plan-bar">${progressBar(plan.states, plan.taskCount)}</div>
      <span class="num"><b>${done}</b> of ${plan.taskCount}${failed ? html`, ${failed} failed` : nothing}</span>
      <span class="num" title="elapsed">${duration(planSeconds(plan))}</span>
      <span class="num muted plan-eff">${percent(plan.efficiency)} efficient</span>
      <time class="muted plan-when" datetime=${plan.submittedAt} title=${dateTime(plan.submittedAt)}>${ago(plan.submittedAt)}</time>
    </li>`;
  }

  empty() {
    return html`<section class="empty">
      <h2>No plan yet</h2>
      <p>Save this as <code>plan.yaml</code> in a git repository:</p>
      <pre id="example" tabindex="0">${EXAMPLE}</pre>
      <p><button type="button" @click=${this.copy}>Copy the example</button></p>
      <p>Then run it there, and watch it here:</p>
      <pre tabindex="0">signalbox run plan.yaml</pre>
    </section>`;
  }

  /** @param {any} event */
  async copy(event) {
    const button = event.currentTarget;
    await navigator.clipboard.writeText(EXAMPLE);
    button.textContent = 'Copied';
  }
}

customElements.define('sb-plans', PlansPage);
