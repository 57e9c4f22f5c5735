import { LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import { t } from '../l10n';
import { hiddenSentence, hides } from '../present/hidden';
import type { View } from '../present/view';

/** The view, for answers that are about single findings: refused where the sharing profile hides them. */
export function withFindings(view: View): View {
  if (hides(view, 'vulnerabilities')) throw new ResponseError(LSPErrorCodes.RequestFailed, `${hiddenSentence('vulnerabilities')} ${t('The setting “Inventory Insights › Sharing: Hide” shows them again.')}`);
  return view;
}
