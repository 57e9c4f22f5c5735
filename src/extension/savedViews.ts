import { ViewsEdit, ViewsList } from '../protocol/lsp';
import type { FilteredList } from '../protocol/models/filters';
import { MAX_VIEWS, type SavedView, type ViewName } from '../protocol/models/views';
import { decodeColumns, decodeFields, decodeName, decodeText } from './decode/fields';
import type { Memory } from './memory';
import type { WorkerClient } from './workerClient';

/** A view with the place that keeps it. */
export interface KeptView {
  readonly view: SavedView;
  readonly isShared: boolean;
}

/** Saved views: private ones in the editor's memory of this workspace, shared ones in `.inventory-insights/views.json`. */
export class SavedViews {
  constructor(private readonly client: WorkerClient, private readonly memory: Memory) {}

  /** By name. */
  async all(): Promise<readonly KeptView[]> {
    const shared = await this.client.request(ViewsList, {});
    return [...this.own().map(view => ({ view, isShared: false })), ...shared.map(view => ({ view, isShared: true }))].sort((a, b) => a.view.name.localeCompare(b.view.name));
  }

  /** What the menu of a list offers. */
  async namesOf(list: FilteredList): Promise<readonly ViewName[]> {
    return (await this.all()).filter(({ view }) => view.list === list).map(({ view, isShared }) => ({ name: view.name, description: [view.description, view.filter].filter(Boolean).join('\n'), isShared }));
  }

  /** Takes the place of a view of the same name, whatever its case. */
  async put(view: SavedView, isShared: boolean): Promise<void> {
    if (isShared) await this.client.request(ViewsEdit, { put: [view], remove: [] });
    else await this.memory.setViews([...this.own().filter(({ name }) => !isSame(name, view.name)), view]);
  }

  async remove(name: string, isShared: boolean): Promise<void> {
    if (isShared) await this.client.request(ViewsEdit, { put: [], remove: [name] });
    else await this.memory.setViews(this.own().filter(own => !isSame(own.name, name)));
  }

  private own(): readonly SavedView[] {
    const { views } = this.memory;
    return (Array.isArray(views) ? views : []).slice(0, MAX_VIEWS).flatMap(value => decodeView(value) ?? []);
  }
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** A private view as it was kept; undefined when it is none. */
function decodeView(value: unknown): SavedView | undefined {
  const given = decodeFields(value);
  const name = decodeText(given?.name);
  const list = decodeName(given?.list, { servers: true, software: true });
  const sort = decodeFields(given?.sort);
  const direction = decodeName(sort?.direction, { ascending: true, descending: true });
  const key = decodeText(sort?.key);
  if (name === undefined || list === undefined || typeof given?.filter !== 'string') return undefined;
  const [description, columns] = [decodeText(given.description), decodeColumns(given.columns)];
  return {
    name, list, filter: given.filter, ...(description === undefined ? {} : { description }), ...(key === undefined || direction === undefined ? {} : { sort: { key, direction } }),
    ...(columns === undefined ? {} : { columns }),
  };
}
