using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Gongxin.Collection.Checks.Trial;

// The test bench over HTTP: 422 with the place where the expression is wrong.
internal static class TryChecks
{
    public static async Task<Results<Ok<TrialView>, UnprocessableEntity<TrialView>>> Handle(NewTrial request, TryCheck trial, CancellationToken ct)
    {
        var view = await trial.RunAsync(request, ct);
        return view.Fault is null ? TypedResults.Ok(view) : TypedResults.UnprocessableEntity(view);
    }
}
