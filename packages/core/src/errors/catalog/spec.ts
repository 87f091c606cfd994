import { wrongRequest } from './entry.js';

/** Reading an experiment's file. */
export const specErrors = {
  SB_SPEC_NOT_FOUND: wrongRequest('There is no such spec, or the file that it extends is not there.', "Give the path of an experiment.yaml, its folder, or the name of a folder in experiments."), // prettier-ignore
  SB_SPEC_YAML: wrongRequest('The file is not YAML that the language takes.', 'Correct it at the place that is shown; a text with braces or a colon wants quotes.'), // prettier-ignore
  SB_SPEC_EDITION: wrongRequest('The file is written in the first edition of the language.', 'Rewrite it with data, stages and factors, as docs/language.md shows.'), // prettier-ignore
  SB_SPEC_INVALID: wrongRequest('A field is not known, is missing, or has a value that does not fit.', 'Write what the message expects there; docs/spec.md has every field.'), // prettier-ignore
  SB_SPEC_NULL: wrongRequest(
    'A value is empty.',
    'Write the value, {} for a mapping without fields, or remove the line.',
  ),
  SB_SPEC_NAME: wrongRequest('A name is not allowed, or is there twice.', 'Choose another one: letters, digits, - and _, beginning with a letter.'), // prettier-ignore
  SB_SPEC_COMPONENT: wrongRequest('No component has this name, or this version.', 'Take one of those that the message lists; docs/spec.md says what each does.'), // prettier-ignore
  SB_COMPONENTS_INVALID: wrongRequest('A package declares no components, or one that is none.', 'Correct the package: docs/plugins-components.md says what it exports.'), // prettier-ignore
  SB_COMPONENTS_CONTRACT: wrongRequest(
    'A package declares components for another version of Seedbed.',
    'Install versions that fit each other.',
  ),
  SB_COMPONENTS_LOAD: wrongRequest('A package of components cannot be loaded.', 'Build it, and install what it needs.'),
  SB_COMPONENTS_TWICE: wrongRequest(
    'One command finds two versions of a package of components.',
    'Install one version where all specs of the command find it.',
  ),
  SB_SPEC_EXTENDS: wrongRequest(
    'A spec extends itself, directly or over other files, or what it extends is no path.',
    'Let one of the files extend nothing; write extends: FILE.',
  ),
  SB_SPEC_SHAPE: wrongRequest('A layer does not fit what the one before gives, or leaves nothing of it.', 'Change the layer that the message names, as the hint says.'), // prettier-ignore
  SB_SPEC_BATCH: wrongRequest('A layer normalizes over batches that have one value of each channel.', 'Use larger batches, or layerNorm.'), // prettier-ignore

  SB_FACTOR_FORM: wrongRequest('A factor is neither a list of levels nor a mapping of them, or has no levels.', 'Write [LEVEL, …] or { LEVEL: { PATH: VALUE } }.'), // prettier-ignore
  SB_FACTOR_LEVEL: wrongRequest('A level is no number and no text on one line, or is there twice.', 'Write each level once; levels that change something are a mapping.'), // prettier-ignore
  SB_FACTOR_FAMILY: wrongRequest('The name of a family and its variables do not fit each other.', 'Let the name hold {VARIABLE} for each variable in for, between quotes where it begins with a brace.'), // prettier-ignore
  SB_FACTOR_UNKNOWN: wrongRequest('No factor or variable has this name.', 'Take one of those that the message lists.'),
  SB_FACTOR_NOTHING: wrongRequest('All levels of a factor ask for the same runs.', 'Use $NAME somewhere, or let the levels override what a measured stage uses.'), // prettier-ignore
  SB_LEVEL_EMPTY: wrongRequest('Nothing is written behind a level.', 'Write {} for a level that changes nothing.'),
  SB_LEVEL_UNKNOWN: wrongRequest(
    'A factor has no such level, or none is left.',
    'Take one of those that the message lists.',
  ),
  SB_GRID_EMPTY: wrongRequest('skip leaves no grid point.', 'Skip less.'),
  SB_GRID_SIZE: wrongRequest(
    'Factors, families, replicates or searched values make more combinations than can be planned.',
    'Vary less in one experiment.',
  ),

  SB_PATH_NOWHERE: wrongRequest('The path of an override leads to no field.', 'Correct it at the step that the message names; a path never leads into a list.'), // prettier-ignore
  SB_PATH_TWICE: wrongRequest('At a grid point two levels set the same path, or one within the other.', 'Let one factor set it, or let the value be a table by the other factor.'), // prettier-ignore
  SB_PATH_SHADOWED: wrongRequest('A shared field is overridden that every stage says itself.', 'Override stages.NAME.FIELD instead.'), // prettier-ignore
  SB_TABLE_FORM: wrongRequest(
    'A table does not say by what, or has no entry.',
    'Write { $by: FACTOR, LEVEL: VALUE, … }.',
  ),
  SB_TABLE_ENTRY: wrongRequest('A table has no entry for a level at which it is used.', 'Add the entry, or $else.'),
  SB_VARIABLE_UNKNOWN: wrongRequest('$NAME is no factor, variable or searched value.', 'Correct the name; a text that begins with $ is written $$.'), // prettier-ignore
  SB_VARIABLE_UNBOUND: wrongRequest('A variable has no value at a level that uses it.', 'Use it only in the levels of its family.'), // prettier-ignore
  SB_VARIABLE_CIRCLE: wrongRequest('A value leads to itself through $ or $by.', 'Write one of the values out.'),

  SB_CHOICES_INVALID: wrongRequest('The file of what a search chose does not fit the search.', 'Search again, or restore the file.'), // prettier-ignore
  SB_MEASURE: wrongRequest('No stage is measured, or what is measured is no part of the data.', 'Write measure: [test] in a stage.'), // prettier-ignore
};
