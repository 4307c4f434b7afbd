import type { Drafts } from './drafts.ts';
import { addJudgedControl, type ControlDraft, type Judgement } from './judged-control.ts';

/** Nobody has measured it: people refuse some calls at first and fewer later. */
const judgement: Judgement = {
  effectiveness: { form: 'range', low: 0.3, high: 0.9 },
  why: 'how often the user refuses a harmful call is only judged',
};

/** A human who is asked before something goes on, as a control on it. @returns its id */
export const addApproval = (drafts: Drafts, approval: ControlDraft): string =>
  addJudgedControl(drafts, approval, judgement);
