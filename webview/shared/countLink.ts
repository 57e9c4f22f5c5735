import { html, type TemplateResult } from 'lit';
import type { Count as CountModel } from '../../src/protocol/models/frame';
import './count';

/** A count of a model as `ii-count`; `label` names what is counted. */
export function countLink(count: CountModel, label: string): TemplateResult {
  return html`<ii-count .value=${count.value} .to=${count.target} .concealed=${count.hidden === true} .label=${label}></ii-count>`;
}
