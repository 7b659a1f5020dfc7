using Gongxin.Kernel.Identity;
using Microsoft.EntityFrameworkCore;

namespace Gongxin.Catalogue.Search.Synonyms;

// Reads and replaces the list of synonyms.
internal sealed class SynonymEdits(CatalogueDb catalogue, SearchSource source, SynonymBook book, CurrentActor current, TimeProvider clock)
{
    private const string LockName = "catalogue.synonyms";

    public async Task<SynonymsView> ReadAsync(CancellationToken ct) => ViewOf(await source.SynonymsAsync(ct));

    // `basedOn` is the number of the list that was edited: whoever saved in between is not overwritten.
    public async Task<SynonymsView> SaveAsync(string text, int basedOn, CancellationToken ct)
    {
        text = text.ReplaceLineEndings("\n").Trim();
        if (text.Length > SynonymList.TextMax)
        {
            throw CatalogueRefusals.TextTooLong("text", SynonymList.TextMax);
        }

        if (SynonymText.Read(text).Findings is [var first, ..])
        {
            throw CatalogueRefusals.SynonymsNotGood(first.Line, first.Word);
        }

        // An explicit transaction, because numbering lists must be exclusive between processes.
        await using var transaction = await catalogue.Whole.Database.BeginTransactionAsync(ct);
        await catalogue.Whole.Dialect.LockAsync(catalogue.Whole, LockName, ct);
        var number = await source.SynonymNumberAsync(ct);
        if (number != basedOn)
        {
            throw CatalogueRefusals.SynonymsChanged();
        }

        var list = SynonymList.Next(number + 1, text, current.Actor.Name, clock.GetUtcNow().UtcDateTime);
        catalogue.Add(list);
        catalogue.Audit("SynonymsSaved", "search:synonyms", new { list.Number, lines = text.Count(c => c == '\n') + 1 });
        await catalogue.SaveAsync(ct);
        await transaction.CommitAsync(ct);
        await book.RefreshAsync(source, ct);
        return ViewOf(list);
    }

    private static SynonymsView ViewOf(SynonymList? list)
    {
        var text = list?.Text ?? SynonymText.BuiltIn;
        return new SynonymsView(list?.Number ?? 0, text, SynonymText.Read(text).Groups, list?.SavedAt, list?.SavedBy);
    }
}

// The list in force; number 0 is the one that comes with the program.
public sealed record SynonymsView(int Number, string Text, IReadOnlyList<IReadOnlyList<string>> Groups, DateTime? SavedAt, string? SavedBy);
