import type { Connection } from 'vscode-languageserver/node';
import { mappingCpe } from '../../core/identify/userRules/mappingCpe';
import { candidatesFor, findProducts } from '../../core/identify/userRules/findProducts';
import { mappingKey, type Mapping } from '../../core/identify/userRules/mapping';
import { UserRules } from '../../core/identify/userRules/userRules';
import type { SoftwareRef } from '../../core/insights/filter';
import type { Software } from '../../core/inventory/model';
import { MappingOptionsGet, MappingRemove, MappingSet, ProductsSearch } from '../../protocol/lsp';
import type { MappingTarget } from '../../protocol/models/mapping';
import type { DecisionAnswer } from '../../protocol/models/tags';
import { MAPPINGS } from '../../workspace/mappings';
import { MAX_WORD } from '../../workspace/fields';
import type { DecisionChanges } from '../decisionChanges';
import { t } from '../l10n';
import { presentMappingOptions, presentProduct } from '../present/mapping';
import type { View } from '../present/view';
import type { Session } from '../session';
import { onRequest } from './register';

/** Products that one search answers. */
const MOST_PRODUCTS = 100;

/** What a software is mapped to: what may be chosen, and the choice. */
export function registerMappingRequests(connection: Connection, session: Session, changes: DecisionChanges): void {
  onRequest(connection, MappingOptionsGet, async ({ software }) => {
    const view = await session.view();
    const found = softwareOf(view, software);
    if (found === undefined) return null;
    const { knowledge, matcher, identities } = view.assessment;
    const candidates = candidatesFor(found, identities.software[found.index].candidates, matcher.index, knowledge.lifecycle);
    return presentMappingOptions(view, found.index, candidates, mappingOf(view, found));
  });

  onRequest(connection, ProductsSearch, async ({ text, limit }) => {
    const { knowledge, matcher } = (await session.view()).assessment;
    const most = Math.min(MOST_PRODUCTS, Math.max(0, Math.floor(limit) || 0));
    return findProducts(String(text).slice(0, MAX_WORD), matcher.index, knowledge.lifecycle, most).map(presentProduct);
  });

  onRequest(connection, MappingSet, async ({ software, target }) => {
    const view = await session.view();
    const found = softwareOf(view, software);
    if (found === undefined) return refused(t('The inventory has no such software any more.'));
    const said = saysOf(target);
    if (said === undefined) return refused(t('This is no product that software can be mapped to.'));
    // What names this software already is changed; else all its versions of this publisher are meant.
    const known = mappingOf(view, found);
    const of: Pick<Mapping, 'name' | 'publisher' | 'version' | 'source'> = known?.entry ?? { name: found.name.trim(), ...(found.publisher.trim() === '' ? {} : { publisher: found.publisher.trim() }) };
    if ([of.name, of.publisher ?? ''].some((word) => word.length > MAX_WORD) || of.name === '') return refused(t('Only names of at most {0} characters can be mapped.', MAX_WORD));
    return changes.change(MAPPINGS, [{
      key: mappingKey(of),
      about: known?.file ?? fileOf(view, found),
      apply: (before) => ({ ...withoutProduct(before), ...named(of), ...said }),
    }]);
  });

  onRequest(connection, MappingRemove, async ({ software }) => {
    const view = await session.view();
    const found = softwareOf(view, software);
    const known = found && mappingOf(view, found);
    if (known === undefined) return refused(t('There is no mapping of this software.'));
    return changes.change(MAPPINGS, [{ key: mappingKey(known.entry), about: known.file, apply: () => undefined }]);
  });
}

function refused(problem: string): DecisionAnswer {
  return { changed: 0, problem, undo: null };
}

/** What a choice says in an entry; undefined when it is none. */
function saysOf(target: MappingTarget): Pick<Mapping, 'cpe' | 'product' | 'ignore' | 'unknown'> | undefined {
  switch (target.kind) {
    case 'cpe': return typeof target.value === 'string' && mappingCpe(target.value) ? { cpe: target.value } : undefined;
    case 'product': return typeof target.value === 'string' && target.value !== '' && target.value.length <= MAX_WORD ? { product: target.value } : undefined;
    case 'unknown': return { unknown: true };
    case 'ignore': return { ignore: true };
    default: return undefined;
  }
}

/** Category and note of an entry are kept when another product is chosen. */
function withoutProduct(before: Mapping | undefined): Partial<Mapping> {
  if (before === undefined) return {};
  const { cpe: _cpe, product: _product, cycle: _cycle, ignore: _ignore, unknown: _unknown, ...kept } = before;
  return kept;
}

function named({ name, publisher, version, source }: Pick<Mapping, 'name' | 'publisher' | 'version' | 'source'>): Pick<Mapping, 'name' | 'publisher' | 'version' | 'source'> {
  return { name, ...(publisher === undefined ? {} : { publisher }), ...(version === undefined ? {} : { version }), ...(source === undefined ? {} : { source }) };
}

/** The mapping that decides about a software now. */
function mappingOf({ decisions }: View, software: Software): View['decisions']['mappings'][number] | undefined {
  return new UserRules({ mappings: decisions.mappings, categories: [] }).mappingOf(software)?.mapping;
}

function softwareOf({ assessment: { estate } }: View, wanted: SoftwareRef): Software | undefined {
  const fields = ['name', 'publisher', 'version', 'source', 'cpe', 'purl'] as const;
  return estate.software.find((one) => fields.every((field) => wanted[field] === undefined || one[field] === wanted[field]));
}

/** An inventory that lists it: its folder keeps the mapping. */
function fileOf({ assessment: { estate } }: View, { index }: Software): string | undefined {
  const install = estate.installs.software.indexOf(index);
  return install < 0 ? undefined : estate.files[estate.installs.file[install]].file;
}
