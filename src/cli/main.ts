#!/usr/bin/env node
import { answer } from './answer.ts';
import { systemShell } from './shell.ts';

// A reader that has seen enough (`| head`) is no error of ours: what is written from then on goes nowhere.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

// What a thread or a timer throws passes by every `catch`: Node would end with 1, which means a failed threshold.
process.on('uncaughtException', (error) => {
  process.stderr.write(`error: ${error.stack ?? error.message}\nThis is a defect of blastradius. Please report it.\n`);
  process.exit(3);
});

// Not process.exit: what was written must arrive first.
process.exitCode = await answer(process.argv.slice(2), systemShell());
