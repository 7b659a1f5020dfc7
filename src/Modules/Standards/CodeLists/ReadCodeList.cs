using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Standards.CodeLists;

internal static class ReadCodeList
{
    public const int WordsMax = 200;

    public static Ok<CodeListItems> Handle(CodeListSearch search, string slug, string? q, int? limit, string? cursor)
    {
        if (q?.Length > WordsMax)
        {
            throw StandardsRefusals.QueryNotReadable("q", q[..20]);
        }

        var list = search.List(slug);
        var page = Paging.Page(search.Find(list, q), limit, cursor, item => CodeItemView.Of(list, item));
        return TypedResults.Ok(new CodeListItems(CodeListView.Of(list), page.Items, page.Total, page.Next));
    }
}
