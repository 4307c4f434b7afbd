import { z } from 'zod';
import { catalogueSchema } from './catalogue-schema.ts';

/** JSON Schema 2020-12 of the files of `--catalogue`, for editors. Which ids are known only the files together say. */
export function catalogueJsonSchema(): object {
  return {
    ...z.toJSONSchema(catalogueSchema, { io: 'input' }),
    title: 'blastradius catalogue',
    description: 'Threats of your own, and rules that say where threats apply.',
  };
}
