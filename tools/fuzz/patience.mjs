/* How long a case may take, however slow or busy the machine is: what the case used counts, not what the clock says. */

/**
 * @param limits seconds of processor time for a case, and for getting ready; seconds in which a case does nothing.
 * @param every seconds between two looks.
 * @returns a function for each look. It is given the case (negative while its process gets ready), the processor time
 * that the process has used so far (seconds; null where the system does not say) and whether it waits for something, and
 * answers what took too long.
 */
export function patience({ seconds, waiting, preparing }, every) {
  let seen = { index: null };
  return ({ index, spent, waits }) => {
    if (index !== seen.index) seen = { index, start: spent, last: spent, idle: 0 };
    else if (spent === null || (waits && spent === seen.last)) seen.idle += every;
    seen.last = spent;
    const [most, what] = index < 0 ? [preparing, ' to get ready'] : [seconds, ''];
    if (spent !== null && spent - seen.start > most) return `it took longer than ${most} s of processor time${what}`;
    return seen.idle > waiting ? `it did nothing for longer than ${waiting} s` : undefined;
  };
}
