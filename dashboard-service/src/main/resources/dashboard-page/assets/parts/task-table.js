// @ts-check
import { LitElement, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { clock, duration, shortCommit, taskSeconds } from '../lib/format.js';
import { stateMark } from '../lib/states.js';
import { personName, personWord } from './person.js';

const MARGIN = 12;

/** The columns: their heads, what a click on the head sorts by, and when the width allows them. */
const COLUMNS = [
  { name: 'State', sort: 'state', css: 'c-state' },
  { name: 'Task', sort: 'task', css: 'c-task' },
  { name: 'Why', sort: '', css: 'c-why' },
  { name: 'Worker', sort: 'worker', css: 'c-worker' },
  { name: 'Try', sort: 'attempt', css: 'c-try num' },
  { name: 'Duration', sort: 'duration', css: 'c-duration num' },
];

/** While the plan runs: when tasks should end, and how late they may be. */
const TO_COME = [
  { name: 'Ends', sort: 'ends', css: 'c-ends num' },
  { name: 'Slack', sort: 'slack', css: 'c-slack num' },
];

/** Afterwards: what came of them. */
const DONE = [
  { name: 'Branch', sort: '', css: 'c-branch' },
  { name: 'Commit', sort: '', css: 'c-commit' },
];

/** Tasks as a table that draws only the rows one can see, so ten thousand cost what forty do. */
class TaskTable extends LitElement {
  static properties = {
    tasks: { attribute: false },
    waits: { attribute: false },
    expected: { attribute: false },
    selected: {},
    sort: {},
    first: { state: true },
    count: { state: true },
  };

  constructor() {
    super();
    /** @type {any[]} */
    this.tasks = [];
    /** @type {Map<string, any>} */
    this.waits = new Map();
    /** @type {Map<string, any>} */
    this.expected = new Map();
    this.selected = '';
    this.sort = '';
    this.first = 0;
    this.count = 60;
    this.rowHeight = 36;
    this.frame = 0;
    this.measure = () => {
      cancelAnimationFrame(this.frame);
      this.frame = requestAnimationFrame(() => this.look());
    };
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    window.addEventListener('scroll', this.measure, { passive: true });
    window.addEventListener('resize', this.measure);
    this.addEventListener('keydown', (event) => this.key(event));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('scroll', this.measure);
    window.removeEventListener('resize', this.measure);
  }

  /** Works out which rows are in sight. */
  look() {
    const body = this.querySelector('tbody');
    if (!body) return;
    const row = body.querySelector('tr[data-key]');
    this.rowHeight = row?.getBoundingClientRect().height || this.rowHeight;
    const above = Math.max(0, -body.getBoundingClientRect().top);
    this.first = Math.max(0, Math.floor(above / this.rowHeight) - MARGIN);
    this.count = Math.ceil(window.innerHeight / this.rowHeight) + 2 * MARGIN;
  }

  updated() {
    const spaces = this.querySelectorAll('tr.space td');
    const heights = [this.first, Math.max(0, this.tasks.length - this.first - this.count)];
    spaces.forEach((space, i) => {
      /** @type {HTMLElement} */ (space).style.height = `${heights[i] * this.rowHeight}px`;
    });
    if (this.first > 0 && this.first >= this.tasks.length) this.measure();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
    const row = /** @type {HTMLElement} */ (event.target).closest('tr[data-key]');
    if (!step || !row) return;
    event.preventDefault();
    const next = step > 0 ? row.nextElementSibling : row.previousElementSibling;
    const link = /** @type {HTMLElement | null} */ (next?.querySelector('a[data-task]') ?? null);
    link?.focus();
    link?.scrollIntoView({ block: 'nearest' });
  }

  render() {
    const shown = this.tasks.slice(this.first, this.first + this.count);
    return html`<table class="tasks" aria-rowcount=${this.tasks.length + 1}>
      <caption class="sr">Tasks of this plan</caption>
      <thead><tr aria-rowindex="1">${[...COLUMNS, ...(this.expected.size ? TO_COME : DONE)].map((column) => this.head(column))}</tr></thead>
      <tbody>
        <tr class="space" aria-hidden="true"><td></td></tr>
        ${repeat(shown, (task) => task.key, (task, i) => this.row(task, this.first + i))}
        <tr class="space" aria-hidden="true"><td></td></tr>
      </tbody>
    </table>`;
  }

  /** @param {{ name: string, sort: string, css: string }} column */
  head(column) {
    if (!column.sort) return html`<th scope="col" class=${column.css}>${column.name}</th>`;
    const up = this.sort === column.sort;
    const down = this.sort === `-${column.sort}`;
    const order = up ? 'ascending' : down ? 'descending' : 'none';
    return html`<th scope="col" class=${column.css} aria-sort=${order}>
      <button type="button" class="sort" @click=${() => this.tell('sort', up ? `-${column.sort}` : down ? '' : column.sort)}>
        ${column.name}<span aria-hidden="true">${up ? ' ↑' : down ? ' ↓' : ''}</span>
      </button></th>`;
  }

  /** @param {any} task @param {number} index */
  row(task, index) {
    const chosen = task.key === this.selected;
    return html`<tr data-key=${task.key} aria-rowindex=${index + 2} class=${chosen ? 'chosen' : ''}
        @click=${() => this.tell('choose', task.key)}>
      <td class="c-state">${stateMark(task.state)}</td>
      <td class="c-task"><a data-task href="?task=${task.key}" aria-current=${chosen ? 'true' : nothing}
        @click=${(/** @type {Event} */ event) => event.preventDefault()}>${task.key}</a>${
        task.title && task.title !== task.key ? html` <span class="muted">${task.title}</span>` : nothing
      }</td>
      <td class="c-why">${whyOf(task, this.waits) || progressOf(task)}</td>
      <td class="c-worker">${personName(this.waits.get(task.key)) || (task.worker ?? '')}</td>
      <td class="c-try num">${task.attempt || ''}</td>
      <td class="c-duration num">${duration(taskSeconds(task))}</td>
      ${this.expected.size ? this.toCome(this.expected.get(task.key)) : html`
        <td class="c-branch mono" title=${task.branch ?? ''}>${task.branch ?? ''}</td>
        <td class="c-commit mono">${shortCommit(task.commit)}</td>`}
    </tr>`;
  }

  /** @param {any} expected */
  toCome(expected) {
    return html`<td class="c-ends num">${expected?.finish ? clock(expected.finish) : ''}</td>
      <td class="c-slack num">${slackOf(expected)}</td>`;
  }

  /** @param {string} name @param {string} detail */
  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

/** How late a task may be; nothing for one that is over. @param {any} expected */
export function slackOf(expected) {
  if (!expected) return '';
  return expected.critical ? html`<b class="critical">critical</b>` : duration(expected.slackSeconds);
}

/** What keeps a task from running, or how it came to its end. @param {any} task @param {Map<string, any>} waits */
export function whyOf(task, waits) {
  switch (task.state) {
    case 'COMPLETED':
      return '';
    case 'CLAIMED':
    case 'RUNNING':
    case 'VERIFYING':
    case 'MERGING':
      return personWord(waits.get(task.key));
    case 'FAILED':
    case 'CANCELLED':
    case 'SKIPPED':
      return task.reason;
    default:
      return waits.get(task.key)?.sentence ?? task.reason;
  }
}

/** How far the task's attempt says that it is. @param {any} task */
export function progressOf(task) {
  if (!['CLAIMED', 'RUNNING', 'VERIFYING', 'MERGING'].includes(task.state)) return '';
  const steps = task.steps ? `${task.step}/${task.steps}, ${task.percent} %` : task.step ? `step ${task.step}` : '';
  const left = task.remainingSeconds == null ? '' : `about ${duration(task.remainingSeconds)} left`;
  const end = task.timeoutAt ? `times out at ${clock(task.timeoutAt)}` : '';
  return [end, steps, task.note, left, task.cost].filter(Boolean).join(' · ');
}

customElements.define('sb-task-table', TaskTable);
