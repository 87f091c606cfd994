import type { Command } from 'commander';
import { examples, specArgument, withConsent, withData, withFilter, withJson } from '../../flags/flags.js';
import { seconds } from '../../flags/numbers.js';
import { check } from './check.js';

/** `seedbed trainer check`. */
export function trainerCommands(program: Command): void {
  const trainer = program
    .command('trainer')
    .description('check a program that trains')
    .addHelpText('after', examples('trainer check experiments/mine'));
  const command = trainer
    .command('check')
    .argument(...specArgument)
    .description(
      'train the cheapest run of a spec again and again by its program: whether it repeats, obeys and resumes; stores nothing; exits with 1 when a check fails',
    )
    .option(
      '--hang-timeout <seconds>',
      'end the program when it used no processor time for so long; 0: never (default: 300)',
      seconds,
    )
    .addHelpText(
      'after',
      examples('trainer check experiments/mine', 'trainer check experiments/mine --filter "r0 *" --yes --json'),
    );
  withJson(withConsent(withFilter(withData(command)))).action(check);
}
