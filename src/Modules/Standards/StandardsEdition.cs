using System.Security.Cryptography;
using System.Text;
using Gongxin.Contracts.Standards;
using Gongxin.Kernel.Rules;
using Gongxin.Kernel.Time;
using Microsoft.AspNetCore.Http;

namespace Gongxin.Standards;

// One tag for everything the module answers: lists, rules and calendar change only when the program or its calendar does.
internal sealed class StandardsEdition(ICodeLists lists, RuleBook rules, WorkCalendar calendar)
{
    private const int FreshSeconds = 300;

    private readonly Lazy<string> _tag = new(() =>
    {
        var all = new StringBuilder(calendar.Edition).Append(';').Append(rules.All.Count);
        for (var year = calendar.FirstYear; year <= calendar.LastYear; year++)
        {
            all.Append(';').Append(calendar.Year(year).Count(day => day.IsWorking));
        }

        all.AppendJoin(';', lists.All.Select(l => l.Sha256));
        return $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all.ToString())))[..20]}\"";
    });

    // Answers "not modified" to who has this edition already, and marks good answers with it.
    public async ValueTask<object?> TagAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (http.Request.Headers.IfNoneMatch.Contains(_tag.Value))
        {
            Mark(http.Response);
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        var answer = await next(context);
        if (answer is IStatusCodeHttpResult { StatusCode: StatusCodes.Status200OK })
        {
            Mark(http.Response);
        }

        return answer;
    }

    private void Mark(HttpResponse response)
    {
        response.Headers.ETag = _tag.Value;
        response.Headers.CacheControl = $"public, max-age={FreshSeconds}";
    }
}
