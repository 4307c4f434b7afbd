#!/usr/bin/env node
import { answer } from './answer.ts';
import { systemShell } from './shell.ts';

// A reader that has seen enough (`| head`) is no error of ours: what is written from then on goes nowhere.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

// Not process.exit: what was written must arrive first.
process.exitCode = await answer(process.argv.slice(2), systemShell());
