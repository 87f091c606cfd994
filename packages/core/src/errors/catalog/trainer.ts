import { environmentLacks, runsFailed, wrongRequest } from './entry.js';

/** Programs that train in the engine's place. */
export const trainerErrors = {
  SB_TRAINER_NONE: wrongRequest('A spec names no program that trains.', 'Name one in trainer: { command: [...] }, or leave the runs to the engine.'), // prettier-ignore
  SB_TRAINER_COMMAND: wrongRequest('The command of a trainer may not be started.', 'Name a program of the folder of the spec or package, or an interpreter and a file of that folder: docs/trainers.md.'), // prettier-ignore
  SB_TRAINER_CONSENT: wrongRequest('A spec starts a program, and nobody has agreed to that here.', 'Look at the program, then say --yes.'), // prettier-ignore
  SB_TRAINER_START: environmentLacks('The program of a trainer does not start, or does not say who it is.', 'Start it by hand in the spec\'s folder, and look at what it prints.'), // prettier-ignore
  SB_TRAINER_READS: wrongRequest('A spec asks for what the program of its trainer does not read.', 'Leave it out, or name it in what the program reads, once it does.'), // prettier-ignore
  SB_TRAINER_ANSWER: runsFailed('The program of a trainer gave an answer that is none.', 'Correct what the message names; docs/trainers.md lists the lines that a program may write.'), // prettier-ignore
  SB_TRAINER_FAILED: runsFailed('The program of a trainer could not train a run.', 'Look at the end of its log, in the message.'), // prettier-ignore
};
