using Gongxin.Kernel.Tabular;

namespace Gongxin.Contracts.Datastore;

/// <summary>
/// The rows of one dataset version as they lie on disk: an immutable Parquet file whose first column <c>_row</c> is the
/// row number in the handed-in file, ascending, followed by the columns of the schema in order.
/// </summary>
/// <param name="Digest">SHA-256 of the Parquet file in lower-case hexadecimal: names the version in caches and ETags.</param>
/// <param name="File">Path of the Parquet file.</param>
public sealed record StoredVersion(string Digest, string File, TableSchema Schema, long RowCount);
