// @ts-check
import { LitElement, html, nothing } from 'lit';
import '../parts/task-panel.js';
import '../parts/task-table.js';
import '../parts/top-bar.js';
import { getJson } from '../lib/api.js';
import {
  baseName, dateTime, decimal, duration, now, percent, planSeconds, shortCommit, syncClock, taskSeconds,
} from '../lib/format.js';
import { Live } from '../lib/live.js';
import { poll } from '../lib/poll.js';
import { FINAL, icon, look, stateMark, stateOrder, STATES } from '../lib/states.js';
import { estimatesNote, etaFigure, pathFigure, pollEstimates, shapeOf, waitingTime } from '../parts/forecast.js';
import { figure, problemNote } from '../parts/notes.js';
import { progressBar } from '../parts/progress.js';

const WAITS_EVERY = 1_000;
const FORECAST_EVERY = 3_000;
const SUMMARY_EVERY = 10_000;

const NOTHING_EXPECTED = new Map();

/** @type {Record<string, (task: any, expected?: any) => string | number>} */
const SORTS = {
  ends: (task, expected) => (expected?.finish ? Date.parse(expected.finish) : Infinity),
  slack: (task, expected) => (expected ? (expected.critical ? -1 : expected.slackSeconds) : Infinity),
  state: (task) => stateOrder(task.state),
  task: (task) => task.key,
  worker: (task) => task.worker ?? '\uffff',
  attempt: (task) => task.attempt,
  duration: (task) => taskSeconds(task) ?? -1,
};

/** A plan as it runs. Filters, order and the chosen task stand in the address. */
class PlanPage extends LitElement {
  static properties = { plan: { state: true }, estimates: { state: true }, problem: { state: true }, summary: { state: true } };

  constructor() {
    super();
    this.planId = location.pathname.split('/')[2];
    /** @type {any} */
    this.plan = null;
    /** @type {Map<string, any>} */
    this.tasks = new Map();
    this.ordinals = new Map();
    /** @type {Map<string, any>} */
    this.waits = new Map();
    /** @type {any} */
    this.forecast = null;
    this.estimates = /** @type {any} */ (null);
    /** What is expected of tasks that are not over. @type {Map<string, any>} */
    this.expected = new Map();
    this.shape = '';
    this.params = new URLSearchParams(location.search);
    /** @type {any} */
    this.problem = null;
    this.summary = '';
    this.told = '';
    this.live = new Live(`plan=${this.planId}`, (frame) => this.apply(frame), () => this.load());
  }

  createRenderRoot() {
    return this;
  }

  async connectedCallback() {
    super.connectedCallback();
    addEventListener('popstate', () => this.go(new URLSearchParams(location.search)));
    addEventListener('keydown', (event) => this.key(event));
    await this.load();
    if (this.plan) this.live.start(this.plan.cursor);
    setInterval(() => this.tick(), 1000);
    setInterval(() => this.summarise(), SUMMARY_EVERY);
    poll(WAITS_EVERY, () => this.goesOn(), () => this.askWaits());
    poll(FORECAST_EVERY, () => this.goesOn(), () => this.askForecast());
    pollEstimates(this.planId, () => this.plan?.state, (errors) => (this.estimates = errors));
  }

  async load() {
    try {
      const plan = await getJson(`/api/v1/plans/${this.planId}`);
      syncClock(plan.now);
      this.tasks = new Map(plan.tasks.map((/** @type {any} */ task) => [task.key, task]));
      this.ordinals = new Map(plan.tasks.map((/** @type {any} */ task, /** @type {number} */ i) => [task.key, i]));
      this.shape = shapeOf(plan.tasks);
      delete plan.tasks;
      this.plan = plan;
      this.problem = null;
      document.title = `${plan.name} · Signalbox`;
    } catch (problem) {
      this.problem = problem;
    }
  }

  /** @param {any} frame */
  apply(frame) {
    syncClock(frame.now);
    frame.plans.forEach((/** @type {any} */ plan) => (this.plan = plan));
    frame.tasks.forEach((/** @type {any} */ task) => {
      if (!this.tasks.has(task.key)) this.ordinals.set(task.key, this.ordinals.size);
      this.tasks.set(task.key, task);
    });
    this.requestUpdate();
  }

  /** While something goes on, durations grow. */
  tick() {
    if (this.plan && !document.hidden && !FINAL.has(this.plan.state)) this.requestUpdate();
  }

  /** Whether anything more happens. */
  goesOn() {
    return Boolean(this.plan) && !FINAL.has(this.plan.state);
  }

  /** Why tasks wait is the scheduler's to say; asked only while somebody looks and the plan runs. */
  async askWaits() {
    try {
      const waits = await getJson(`/api/v1/plans/${this.planId}/waits`);
      this.waits = new Map(waits.map((/** @type {any} */ wait) => [wait.task, wait]));
    } catch (problem) {
      this.waits = new Map();
      throw problem;
    }
    this.requestUpdate();
  }

  async askForecast() {
    const forecast = await getJson(`/api/v1/plans/${this.planId}/forecast`);
    this.expected = new Map(forecast.tasks.map((/** @type {any} */ task) => [task.task, task]));
    delete forecast.tasks;
    this.forecast = forecast;
    this.requestUpdate();
  }

  /** For screen readers, at most every ten seconds. */
  summarise() {
    if (!this.plan) return;
    const states = this.plan.states;
    const text = ['COMPLETED', 'FAILED', 'RUNNING']
      .filter((state) => states[state])
      .map((state) => `${states[state]} ${look(state).word}`)
      .join(', ');
    if (text !== this.told) this.summary = this.told = text;
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const typing = /** @type {HTMLElement} */ (event.target).matches?.('input, select, textarea');
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '/') {
      event.preventDefault();
      /** @type {HTMLElement | null} */ (this.querySelector('input[type=search]'))?.focus();
    } else if (event.key === 'Escape') {
      this.set('task', '');
    }
  }

  /** @param {string} name @param {string} value */
  set(name, value) {
    const params = new URLSearchParams(this.params);
    if (value) params.set(name, value);
    else params.delete(name);
    const query = params.toString();
    history.replaceState(null, '', query ? `?${query}` : location.pathname);
    this.go(params);
  }

  /** @param {URLSearchParams} params */
  go(params) {
    this.params = params;
    this.requestUpdate();
  }

  /** The tasks that match, in the order asked for. */
  shown() {
    const states = (this.params.get('state') ?? '').split(',').filter(Boolean);
    const text = (this.params.get('q') ?? '').toLowerCase();
    const tasks = [...this.tasks.values()].filter(
      (task) =>
        (states.length === 0 || states.includes(task.state)) &&
        (!text || `${task.key} ${task.title} ${task.worker ?? ''}`.toLowerCase().includes(text)),
    );
    const sort = this.params.get('sort') ?? '';
    const value = SORTS[sort.replace('-', '')];
    if (!value) return tasks;
    const sign = sort.startsWith('-') ? -1 : 1;
    return tasks.sort((a, b) => {
      const [x, y] = [value(a, this.expected.get(a.key)), value(b, this.expected.get(b.key))];
      if (x === y) return this.ordinals.get(a.key) - this.ordinals.get(b.key);
      return x < y ? -sign : sign;
    });
  }

  render() {
    if (this.problem) {
      return html`<main>${problemNote(this.problem, () => location.reload())}</main>`;
    }
    if (!this.plan) return html`<main aria-busy="true"></main>`;
    const chosen = this.tasks.get(this.params.get('task') ?? '');
    return html`<main>
      ${this.head(this.plan)}
      <div class="split ${chosen ? 'open' : ''}">
        <section aria-label="Tasks">${this.table()}</section>
        ${chosen
          ? html`<sb-task-panel .plan=${this.planId} .name=${this.plan.name} .task=${chosen} .tasks=${this.tasks} .waits=${this.waits}
              .expected=${this.expected.get(chosen.key)}
              @choose=${(/** @type {CustomEvent} */ e) => this.set('task', e.detail)}></sb-task-panel>`
          : nothing}
      </div>
      <p class="sr" aria-live="polite">${this.summary}</p>
    </main>`;
  }

  /** @param {any} plan */
  head(plan) {
    const done = plan.states.COMPLETED ?? 0;
    return html`<div class="plan-head">
        <h1>${plan.name}</h1>${stateMark(plan.state)}
        ${plan.reason ? html`<span class="muted">${plan.reason}</span>` : nothing}
      </div>
      ${plan.description ? html`<p class="description">${plan.description}</p>` : nothing}
      <p class="origin muted">
        <span title=${plan.location}>${baseName(plan.location)}</span>
        <span>merges into <span class="mono">${plan.mergeBranch}</span>${
          plan.mergeBranch === plan.target ? nothing : html`, for <span class="mono">${plan.target}</span>`
        }</span>
        <span>from <span class="mono">${shortCommit(plan.base)}</span></span>
        <span>submitted by ${plan.submittedBy}, <time datetime=${plan.submittedAt}>${dateTime(plan.submittedAt)}</time></span>
        <span>${this.shape}</span>${estimatesNote(this.estimates)}
        <a href="/api/v1/plans/${this.planId}/document">Plan file</a>
      </p>
      ${progressBar(plan.states, plan.taskCount)}
      ${this.legend(plan)}
      <dl class="figures">
        ${figure('Elapsed', duration(planSeconds(plan)))}
        ${this.goesOn() ? html`${etaFigure(this.forecast)}${pathFigure(this.forecast)}` : nothing}
        ${figure('Completed', done, `of ${plan.taskCount}`)}
        ${figure('Efficiency', percent(efficiency(plan)), `${plan.allowedWorkers} of ${plan.maxWorkers} workers`)}
        ${figure('Success', percent(plan.successRate))}
        ${figure('Throughput', decimal(perHour(plan)), 'tasks/h')}
        ${plan.costs?.length ? figure('Cost', plan.costs.join(', ')) : nothing}
        ${figure('Average', duration(plan.averageDurationSeconds) || '–', 'a task')}
      </dl>
      ${waitingTime(this.forecast)}`;
  }

  /** The states with their counts; each is a filter. @param {any} plan */
  legend(plan) {
    const chosen = (this.params.get('state') ?? '').split(',').filter(Boolean);
    return html`<div class="legend" role="group" aria-label="Show only">
      ${Object.keys(STATES)
        .filter((state) => plan.states[state] || chosen.includes(state))
        .map((state) => {
          const { word, tone } = look(state);
          const on = chosen.includes(state);
          const next = on ? chosen.filter((one) => one !== state) : [...chosen, state];
          return html`<button type="button" class="chip tone-${tone}" aria-pressed=${on}
            @click=${() => this.set('state', next.join(','))}>${icon(look(state).icon)}<b>${
              plan.states[state] ?? 0
            }</b> ${word}</button>`;
        })}
      <label class="find"><span class="sr">Find a task</span>
        <input type="search" placeholder="Find a task" .value=${this.params.get('q') ?? ''}
          @input=${(/** @type {any} */ e) => this.set('q', e.target.value)}></label>
    </div>`;
  }

  table() {
    const tasks = this.shown();
    if (tasks.length === 0) {
      return html`<p class="calm">No task matches.
        <button type="button" class="quiet" @click=${() => {
          this.set('state', '');
          this.set('q', '');
        }}>Show all</button></p>`;
    }
    return html`<sb-task-table .tasks=${tasks} .waits=${this.waits}
      .expected=${this.goesOn() ? this.expected : NOTHING_EXPECTED}
      .selected=${this.params.get('task') ?? ''} .sort=${this.params.get('sort') ?? ''}
      @sort=${(/** @type {CustomEvent} */ e) => this.set('sort', e.detail)}
      @choose=${(/** @type {CustomEvent} */ e) => this.set('task', e.detail)}></sb-task-table>`;
  }
}

/** Between frames, busy time goes on as it was. @param {any} plan */
function efficiency(plan) {
  if (plan.endedAt) return plan.efficiency;
  const since = Math.max(0, (now() - Date.parse(plan.now)) / 1000);
  const busy = ['CLAIMED', 'RUNNING', 'VERIFYING', 'MERGING'].reduce((n, s) => n + (plan.states[s] ?? 0), 0);
  const allowed = plan.allowedWorkers * planSeconds(plan);
  return allowed > 0 ? Math.min(1, (plan.busyWorkerSeconds + busy * since) / allowed) : 0;
}

/** @param {any} plan */
function perHour(plan) {
  const seconds = planSeconds(plan);
  return seconds > 0 ? ((plan.states.COMPLETED ?? 0) * 3600) / seconds : 0;
}

customElements.define('sb-plan', PlanPage);
