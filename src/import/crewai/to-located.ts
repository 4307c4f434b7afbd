import type { Entry, Located } from '../located.ts';
import { fieldsOf, type Setting, type Settings } from './setting.ts';

/** Settings as JSON would give them, for the parts that read JSON. */
export function mapOf({ at, pointer }: Pick<Setting, 'at' | 'pointer'>, fields: Settings): Located {
  const entries = [...fields].map(([key, value]): [string, Entry] => [
    key,
    { keyAt: value.at, value: toLocated(value) },
  ]);
  return { form: 'map', at, pointer, entries: new Map(entries) };
}

/** A variable becomes `${NAME}`, what is only known later empty. */
function toLocated(setting: Setting): Located {
  const { at, pointer } = setting;
  switch (setting.form) {
    case 'text':
      return { form: 'scalar', at, pointer, value: setting.text };
    case 'flag':
    case 'number':
      return { form: 'scalar', at, pointer, value: setting.value };
    case 'variable':
      return { form: 'scalar', at, pointer, value: `\${${setting.name}}` };
    case 'list':
      return { form: 'list', at, pointer, items: setting.items.map(toLocated) };
    case 'map':
    case 'call':
      return mapOf(setting, fieldsOf(setting));
    default:
      return { form: 'scalar', at, pointer, value: '' };
  }
}
