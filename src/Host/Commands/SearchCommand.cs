using System.CommandLine;
using System.Globalization;
using Gongxin.Contracts.Catalogue;
using Gongxin.Host.Composition;

namespace Gongxin.Host.Commands;

// gongxin search status|check|rebuild: the index of the catalogue's search.
internal static class SearchCommand
{
    public static Command Create() => new("search", "Look at, check or rebuild the search index.")
    {
        Part("status", "Say how far the index is.", async (search, ct) => Told(await search.StatusAsync(ct))),
        Part("check", "Compare the index with every published dataset.", async (search, ct) => Told(await search.CheckAsync(ct))),
        Part("rebuild", "Make the index anew, here and in every serving process.", async (search, ct) => Told(await search.RebuildAsync(ct))),
    };

    private static Command Part(string name, string what, Func<ISearchIndexing, CancellationToken, Task<int>> run)
    {
        var command = new Command(name, what);
        command.SetAction(async (_, ct) =>
        {
            await using var node = await Node.OpenAsync(ct);
            await using var scope = node.Scope($"search-{name}");
            return await run(scope.ServiceProvider.GetRequiredService<ISearchIndexing>(), ct);
        });
        return command;
    }

    private static int Told(SearchStatus status)
    {
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{status.Datasets} datasets, {status.Terms} terms, {status.Postings} places; {status.Position} of {status.LedgerSize} ledger entries seen"));
        return ExitCodes.Good;
    }

    private static int Told(SearchVerdict verdict)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{verdict.Checked} checked, {verdict.FaultCount} faults"));
        foreach (var fault in verdict.Faults)
        {
            Console.WriteLine($"  {fault}");
        }

        return verdict.FaultCount == 0 ? ExitCodes.Good : ExitCodes.Refused;
    }
}
