using Gongxin.Contracts.Standards;
using Gongxin.Kernel.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Standards.CodeLists;

internal static class ListCodeLists
{
    public static Ok<PageOf<CodeListView>> Handle(ICodeLists lists, int? limit, string? cursor) =>
        TypedResults.Ok(Paging.Page(lists.All, limit, cursor, CodeListView.Of));
}
