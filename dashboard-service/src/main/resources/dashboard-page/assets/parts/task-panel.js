// @ts-check
import { LitElement, html, nothing } from 'lit';
import './log-view.js';
import { getJson } from '../lib/api.js';
import { clock, dateTime, duration, now, taskSeconds } from '../lib/format.js';
import { FINAL, look, stateMark } from '../lib/states.js';
import { personBlock, personWord } from './person.js';
import { progressOf, slackOf, whyOf } from './task-table.js';

/** One task: what it waits for, what it needs, its tries and its output. */
class TaskPanel extends LitElement {
  static properties = {
    plan: {},
    name: {},
    task: { attribute: false },
    tasks: { attribute: false },
    waits: { attribute: false },
    expected: { attribute: false },
    attempts: { state: true },
    attempt: { state: true },
  };

  constructor() {
    super();
    this.plan = '';
    this.name = '';
    /** @type {any} */
    this.task = null;
    /** @type {Map<string, any>} */
    this.tasks = new Map();
    this.waits = new Map();
    /** @type {any} */
    this.expected = undefined;
    /** @type {any[]} */
    this.attempts = [];
    this.attempt = 0;
    this.seen = '';
  }

  createRenderRoot() {
    return this;
  }

  /** The tries are read again whenever the task moved. @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has('task') || !this.task) return;
    const { key, state, attempt } = this.task;
    const before = /** @type {any} */ (changed.get('task'));
    if (before?.key !== key || before?.attempt !== attempt) this.attempt = attempt;
    if (before?.key !== key) this.attempts = [];
    const version = `${key} ${state} ${attempt}`;
    if (version !== this.seen) {
      this.seen = version;
      this.load(key);
    }
  }

  /** @param {string} key */
  async load(key) {
    try {
      const detail = await getJson(`/api/v1/tasks/${this.plan}/${encodeURIComponent(key)}`);
      if (this.task?.key === key) this.attempts = detail.attempts;
    } catch {
      this.seen = '';
    }
  }

  render() {
    const task = this.task;
    if (!task) return nothing;
    const wait = this.waits.get(task.key);
    const why = personWord(wait) ? '' : whyOf(task, this.waits);
    const neededBy = [...this.tasks.values()].filter((other) => other.needs.includes(task.key));
    return html`<aside class="panel" aria-label="Task ${task.key}">
      <div class="panel-head">
        <h2>${task.key}</h2>
        <button type="button" class="quiet" aria-label="Close" @click=${() => this.choose('')}>Close</button>
      </div>
      ${task.title && task.title !== task.key ? html`<p class="panel-title">${task.title}</p>` : nothing}
      <p class="panel-state">${stateMark(task.state)}
        <span class="num muted">${duration(taskSeconds(task))}</span></p>
      ${task.timeoutAt ? html`<p class="why tone-attention"><b>Near its timeout</b> The command is ended at
        <time datetime=${task.timeoutAt}>${clock(task.timeoutAt)}</time>.</p>` : nothing}
      ${why ? html`<p class="why tone-${look(task.state).tone}"><b>${FINAL.has(task.state) ? 'Reason' : 'Waits'}</b> ${why}${
        waits(wait)
      }</p>` : nothing}
      ${personBlock(wait, `${this.name}/${task.key}`)}
      <dl class="facts">
        ${fact('Progress', progressOf({ ...task, timeoutAt: null }))}
        ${task.cost && !progressOf(task) ? fact('Cost', task.cost, 'num') : nothing}
        ${fact('Worker', task.worker)} ${fact('Branch', task.branch, 'mono')} ${fact('Commit', task.commit, 'mono')}
        ${this.expected ? this.forecast(this.expected) : nothing}
        ${fact('Type', `${task.type}, ${task.priority}, wave ${task.wave}`)}
        ${task.startedAt ? fact('Started', dateTime(task.startedAt)) : nothing}
        ${task.endedAt ? fact('Ended', dateTime(task.endedAt)) : nothing}
        ${this.links('Needs', task.needs)}
        ${this.links('Needed by', neededBy.map((other) => other.key))}
        ${task.files.length ? fact('Files', task.files.join('  '), 'mono') : fact('Files', 'none declared')}
      </dl>
      ${this.attempts.length ? this.tries() : nothing}
      <h3>Output${this.attempts.length > 1 ? ` of try ${this.attempt}` : ''}</h3>
      <sb-log .plan=${this.plan} .key=${task.key} .attempt=${this.attempt}></sb-log>
    </aside>`;
  }

  /** @param {any} expected */
  forecast(expected) {
    return html`${expected.start ? fact('Starts', `about ${clock(expected.start)}`) : nothing}
      ${expected.finish ? fact('Ends', `about ${clock(expected.finish)}`) : nothing}
      ${fact('Slack', slackOf(expected))}
      ${fact('Takes', `${duration(expected.expectedSeconds)}, ${SOURCES[expected.source] ?? ''}`)}`;
  }

  tries() {
    return html`<h3>Tries</h3>
      <table class="tries">
        <thead><tr><th scope="col">Try</th><th scope="col">Worker</th><th scope="col" class="num">Claimed</th>
          <th scope="col" class="num">Took</th><th scope="col">Outcome</th></tr></thead>
        <tbody>${this.attempts.map(
          (attempt) => html`<tr class=${attempt.number === this.attempt ? 'chosen' : ''}>
            <td><button type="button" class="link" aria-pressed=${attempt.number === this.attempt}
              aria-label="Show try ${attempt.number}" @click=${() => (this.attempt = attempt.number)}>${attempt.number}</button></td>
            <td>${attempt.worker ?? ''}</td>
            <td class="num">${attempt.claimedAt ? clock(attempt.claimedAt) : ''}</td>
            <td class="num">${duration(took(attempt))}</td>
            <td>${attempt.outcome ? attempt.outcome.toLowerCase() : 'goes on'}${
              attempt.cost ? html` <span class="num muted">${attempt.cost}</span>` : nothing
            }</td>
          </tr>
          ${attempt.detail || attempt.preserved
            ? html`<tr class="detail"><td></td><td colspan="4">${attempt.detail ?? ''}${
                attempt.preserved
                  ? html`<div>Its commits are kept as <span class="mono">${attempt.preserved}</span></div>`
                  : nothing
              }</td></tr>`
            : nothing}`,
        )}</tbody>
      </table>`;
  }

  /** @param {string} name @param {string[]} keys */
  links(name, keys) {
    if (keys.length === 0) return nothing;
    return html`<div><dt>${name}</dt><dd class="keys">${keys.slice(0, 40).map((key) => {
      const other = this.tasks.get(key);
      return html`<a href="?task=${key}" @click=${(/** @type {Event} */ e) => {
        e.preventDefault();
        this.choose(key);
      }}>${key}</a> ${other ? stateMark(other.state) : nothing}<br>`;
    })}${keys.length > 40 ? html`and ${keys.length - 40} more` : nothing}</dd></div>`;
  }

  /** @param {string} key */
  choose(key) {
    this.dispatchEvent(new CustomEvent('choose', { detail: key }));
  }
}

/** What the expected time of a task is taken from. @type {Record<string, string>} */
const SOURCES = {
  TASK: 'as before',
  COMMAND: 'as others with its command',
  ESTIMATE: 'as estimated',
  POINTS: 'by its story points',
  TYPE: 'as others of its type',
  ASSUMED: 'as assumed for lack of an estimate',
};

/** Since when a task waits, for whom, and until when. @param {any} wait */
function waits(wait) {
  if (!wait?.since) return nothing;
  const end = wait.until ?? wait.eta;
  return html`<span class="muted since">${wait.holder ? `Held by ${wait.holder.split('/').pop()}. ` : nothing}Since
    <time datetime=${wait.since}>${clock(wait.since)}</time>${
      end ? html`, expected to end at <time datetime=${end}>${clock(end)}</time>` : nothing
    }.</span>`;
}

/** @param {any} attempt */
function took(attempt) {
  if (!attempt.claimedAt) return null;
  const end = attempt.endedAt ? Date.parse(attempt.endedAt) : now();
  return Math.max(0, (end - Date.parse(attempt.claimedAt)) / 1000);
}

/** @param {string} name @param {unknown} value @param {string} [css] */
function fact(name, value, css = '') {
  return value ? html`<div><dt>${name}</dt><dd class=${css}>${value}</dd></div>` : nothing;
}

customElements.define('sb-task-panel', TaskPanel);
