using Gongxin.Contracts.Datastore;

namespace Gongxin.Catalogue.Versions;

// A version whose data may be served; only DatasetReads.OpenAsync makes one.
internal sealed record OpenVersion(string Slug, int Number, StoredVersion Stored, string? QuarantineSha256);
