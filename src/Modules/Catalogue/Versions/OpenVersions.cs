using Gongxin.Kernel.Data;

namespace Gongxin.Catalogue.Versions;

// Versions as requests for their data name them, found in the database once per revision: what is published or withdrawn
// begins another. Refusals are not remembered.
internal sealed class OpenVersions(PublicRevision revision) : RevisionCache<(string Slug, string Number), OpenVersion>(revision, countMax: 1000);
