using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Catalogue.Search.Synonyms;

internal static class ReadSynonyms
{
    public static async Task<Ok<SynonymsView>> Handle(SynonymEdits synonyms, CancellationToken ct) => TypedResults.Ok(await synonyms.ReadAsync(ct));
}

internal static class ReplaceSynonyms
{
    public sealed record Request
    {
        // A group of words with the same meaning per line, commas between them.
        [Required]
        public required string Text { get; init; }

        // Number of the list that was edited.
        public required int BasedOn { get; init; }
    }

    public static async Task<Ok<SynonymsView>> Handle(Request request, SynonymEdits synonyms, CancellationToken ct) =>
        TypedResults.Ok(await synonyms.SaveAsync(request.Text, request.BasedOn, ct));
}
