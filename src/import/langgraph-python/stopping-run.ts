import type { Provenance } from '../../graph/ecosystem.ts';
import { assumed, declared } from '../drafts.ts';
import type { PyCall, PyValue } from '../python/py-value.ts';
import { methodOf } from './lang-name.ts';

/** `graph.invoke(…, interrupt_before=[…])` */
export const isStoppingRun = (call: PyCall): boolean =>
  /^a?(?:invoke|stream)$|^astream_events$/.test(methodOf(call) ?? '') &&
  call.keywords.some(({ name }) => /^interrupt_(?:before|after)$/.test(name));

/** What is said where a graph is made or compiled holds for every run. */
export const stopsBy = (options: PyCall, value: PyValue): Provenance =>
  isStoppingRun(options) ? assumed(value, 'this run stops there; others may not') : declared(value);
