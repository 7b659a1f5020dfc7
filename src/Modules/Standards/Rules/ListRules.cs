using Gongxin.Kernel.Http;
using Gongxin.Kernel.Rules;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Standards.Rules;

internal static class ListRules
{
    /// <param name="code">Only the rows of this rule, earliest first.</param>
    public static Ok<PageOf<RuleView>> Handle(RuleBook rules, string? code, int? limit, string? cursor) =>
        TypedResults.Ok(Paging.Page(code is null ? rules.All : rules.History(code), limit, cursor, RuleView.Of));
}
