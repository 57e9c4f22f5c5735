import type { Estate } from '../inventory/model';
import type { ServerSubjects } from '../match/matcher';
import type { EstateIdentities } from './identifyEstate';

/** The operating system and every software of a server, as conditions see it; software in the order of its installs. */
export function subjectsOfServer(estate: Estate, identities: EstateIdentities, server: number): ServerSubjects {
  const ids = estate.installs.software.subarray(estate.installs.offsets[server], estate.installs.offsets[server + 1]);
  return {
    os: identities.os[identities.osOf[server]],
    software: Array.from(ids, (id) => identities.software[id]),
  };
}
