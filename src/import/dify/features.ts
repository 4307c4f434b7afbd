import { describePlace } from '../../base/errors.ts';
import type { SelectorDraft } from '../../graph/build-ecosystem.ts';
import { type Drafts, declared } from '../drafts.ts';
import { entriesOf, find, flagOf, type Located } from '../located.ts';
import { nameIn } from './scalar-text.ts';

/** Settings of the app that change what its user sees, and nothing of where content goes. */
const SHOWN: ReadonlyMap<string, string> = new Map([
  ['suggested_questions_after_answer', 'it only proposes questions to the user'],
  ['speech_to_text', 'it only changes how the user writes'],
  ['text_to_speech', 'it only changes how the user reads'],
  ['annotation_reply', 'it answers known questions without the model'],
  ['more_like_this', 'it only asks the same again'],
]);

/** Moderation as a control on what the user sends; the other features as notes. */
export function mapFeatures(drafts: Drafts, features: Located | undefined): void {
  for (const [key, { keyAt, value }] of entriesOf(features)) {
    if (flagOf(find(value, 'enabled')) !== true) continue;
    if (key === 'sensitive_word_avoidance' || key === 'moderation') mapModeration(drafts, value);
    const why = SHOWN.get(key);
    if (why !== undefined) drafts.ignored.push({ what: key, where: describePlace(keyAt), why });
  }
}

/** Nobody has measured it: lists of words and classifiers stop some of what they are made for. */
const effectiveness = { form: 'range', low: 0.3, high: 0.8 } as const;

function mapModeration(drafts: Drafts, moderation: Located): void {
  const config = find(moderation, 'config') ?? find(moderation, 'configs');
  const asked = (side: string): boolean => flagOf(find(config, side, 'enabled')) ?? side === 'inputs_config';
  const where = describePlace(moderation.at);
  if (asked('outputs_config')) {
    const why = 'answers to the user lead to no component';
    drafts.ignored.push({ what: 'moderation of outputs', where, why });
  }
  const on = asked('inputs_config') ? fromUser(drafts) : [];
  if (on.length === 0) return;
  const id = drafts.idFor('moderation', 'moderation');
  const type = nameIn(find(moderation, 'type'));
  const guards = on.map((selector) => ({ on: selector, effectiveness }));
  const name = type === undefined ? 'moderation' : `moderation (${type})`;
  drafts.component({ id, kind: 'control', name, guards, provenance: declared(moderation) });
  const why = 'how much hostile content it holds back is only judged';
  drafts.toFill.push({ component: id, field: 'effectiveness', why });
}

const fromUser = (drafts: Drafts): SelectorDraft[] => {
  const humans = new Set(drafts.components().flatMap(({ id, kind }) => (kind === 'human' ? [id] : [])));
  return drafts
    .relations()
    .filter(({ kind, from }) => kind === 'messages' && humans.has(from))
    .map(({ kind, from, to }) => ({ kind, from, to, direction: 'along' }));
};
