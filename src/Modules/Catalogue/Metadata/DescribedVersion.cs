using Gongxin.Kernel.Tabular;

namespace Gongxin.Catalogue.Metadata;

// A record with the schema of its published rows.
internal sealed record DescribedVersion(CatalogueRecord Record, TableSchema Schema);
