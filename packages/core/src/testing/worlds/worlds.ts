/** Circumstances on which nothing of a data set may depend. */
export interface World {
  /** For messages. */
  readonly name: string;
  /** When its clock starts, in universal time; the day of the week is the same there. */
  readonly start: string;
  readonly timeZone: string;
  readonly locale: string;
  /** Whether folders list their files the other way round, and locales sort backwards. */
  readonly reversed: boolean;
}

/** All days of the week, both halves of days and years; time zones at the ends; locales that sort and write otherwise. */
export const worlds: readonly World[] = [
  { name: 'a Sunday in Kiritimati', start: '2031-03-02T03:10:00Z', timeZone: 'Pacific/Kiritimati', locale: 'tr_TR', reversed: true }, // prettier-ignore
  { name: 'a Monday in Niue', start: '2024-12-30T23:50:00Z', timeZone: 'Pacific/Niue', locale: 'et_EE', reversed: false }, // prettier-ignore
  { name: 'a Tuesday in Kathmandu', start: '2028-02-29T08:00:00Z', timeZone: 'Asia/Kathmandu', locale: 'cs_CZ', reversed: true }, // prettier-ignore
  { name: 'a Wednesday in Newfoundland', start: '1999-06-30T05:30:00Z', timeZone: 'America/St_Johns', locale: 'sv_SE', reversed: false }, // prettier-ignore
  { name: 'a Thursday in Tehran', start: '2040-10-04T05:05:00Z', timeZone: 'Asia/Tehran', locale: 'ar_EG', reversed: true }, // prettier-ignore
  { name: 'a Friday in Lord Howe', start: '2026-11-13T03:20:00Z', timeZone: 'Australia/Lord_Howe', locale: 'lt_LT', reversed: false }, // prettier-ignore
  { name: 'a Saturday in Dublin', start: '2033-07-16T04:59:00Z', timeZone: 'Europe/Dublin', locale: 'th_TH', reversed: true }, // prettier-ignore
];
