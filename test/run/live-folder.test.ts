import { spawnSync } from 'node:child_process';
import { utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { folderState } from '../../src/run/live-folder.ts';
import { LIVE_VERSION, type LiveState } from '../../src/run/live-state.ts';
import { folderWith } from '../cli/fake-shell.ts';

const state: LiveState = {
  liveVersion: LIVE_VERSION,
  engine: '0.1.0',
  process: { pid: process.pid, host: hostname() },
  name: 'a',
  seed: 1,
  components: 3,
  relations: 2,
  phase: 'simulating',
  progress: { done: 5, total: 10 },
  elapsedMs: 100,
  precision: null,
  scenarioCount: 1,
  scenarios: [],
  leading: null,
};

/** The number of a process that has ended. */
const deadPid = (): number => spawnSync(process.execPath, ['--version']).pid;

function folderOf(live: LiveState | string, silentMs = 0, others: Readonly<Record<string, string>> = {}): string {
  const dir = folderWith({ 'live.json': typeof live === 'string' ? live : JSON.stringify(live), ...others });
  const then = new Date(Date.now() - silentMs);
  utimesSync(join(dir, 'live.json'), then, then);
  return dir;
}

it('tells a run that goes on by its process', () => {
  expect(folderState(folderOf(state))).toMatchObject({ phase: 'running', live: state });
});

it('tells a run that was cut off: its process is gone, or has said nothing for two minutes', () => {
  const dead = { ...state, process: { ...state.process, pid: deadPid() } };
  expect(folderState(folderOf(dead)).phase).toBe('lost');
  expect(folderState(folderOf(state, 119_000)).phase).toBe('running');
  // Another program may have its number by now.
  expect(folderState(folderOf(state, 121_000)).phase).toBe('lost');
});

it('tells a run on another machine by its signs of life alone', () => {
  const elsewhere = { ...state, process: { pid: deadPid(), host: `not-${hostname()}` } };
  expect(folderState(folderOf(elsewhere, 29_000)).phase).toBe('running');
  expect(folderState(folderOf(elsewhere, 31_000)).phase).toBe('lost');
});

it('puts a run that goes on before earlier results, and these before a run that was cut off', () => {
  const results = { 'summary.json': '{}' };
  expect(folderState(folderOf(state, 0, results)).phase).toBe('running');
  const dead = { ...state, process: { ...state.process, pid: deadPid() } };
  expect(folderState(folderOf(dead, 0, results)).phase).toBe('finished');
});

it('gives other results in the folder another version', () => {
  const dir = folderWith({ 'summary.json': '{}' });
  const first = folderState(dir);
  expect(folderState(dir)).toEqual(first);
  writeFileSync(join(dir, 'summary.json'), '{ }');
  expect(folderState(dir)).not.toEqual(first);
});

it('has nothing to show of an empty folder, or of one that is not there', () => {
  expect(folderState(folderWith({}))).toEqual({ phase: 'empty' });
  expect(folderState(join(folderWith({}), 'nowhere'))).toEqual({ phase: 'empty' });
});

it.each([
  ['cut off', '{"liveVersion":1,'],
  ['of another version', JSON.stringify({ ...state, liveVersion: 2 })],
  ['a list', '[]'],
  ['with a text for a number', JSON.stringify({ ...state, progress: { done: '<img>', total: 1 } })],
  ['with a process that is none', JSON.stringify({ ...state, process: { pid: -1, host: 'x' } })],
  ['with a blast radius without a mean', JSON.stringify({ ...state, leading: { id: 'a', total: {}, layers: {} } })],
])('takes no file for a run that is %s', (_what, text) => {
  expect(folderState(folderOf(text))).toEqual({ phase: 'empty' });
});
