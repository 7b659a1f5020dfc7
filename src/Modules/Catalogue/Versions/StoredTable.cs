using Gongxin.Contracts.Datastore;
using Gongxin.Kernel.Blobs;

namespace Gongxin.Catalogue.Versions;

// A loaded table whose files are in the blob store: what a version is made of.
internal sealed record StoredTable(LoadedTable Table, string Format, string? Encoding, BlobRef Data, BlobRef? Quarantine)
{
    // What its rows say of persons together; null when it is no table of persons.
    public PersonTable? Persons { get; init; }

    // What its rows say of persons once they are joined with open datasets that have a key in common, by dataset.
    public IReadOnlyList<OpenJoin> Joins { get; init; } = [];
}

// `Version` of an open dataset, and what came of the join with it.
internal sealed record OpenJoin(string Dataset, int Version, JoinedTable Joined);
