import type { PlainDate } from '../plainDate';
import type { DraftServer, Place } from './inventoryDraft';
import type { JsonListingState } from './jsonListing';

/** Notes a hotfix with the date as its list writes it, '' for none. What order a date with slashes has is known when the list ends. */
export function installedHotfix(server: DraftServer, id: string, installedOn: string, place: Place, { draft, slashDates }: JsonListingState): void {
  const hotfix: { readonly id: string; installedOn: PlainDate | null } = { id, installedOn: null };
  draft.hotfix(server, hotfix);
  slashDates.read(installedOn, ({ value, wrong }) => {
    if (wrong) draft.complain(place, wrong, 'warning');
    hotfix.installedOn = value;
  });
}
