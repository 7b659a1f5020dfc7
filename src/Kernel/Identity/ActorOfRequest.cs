using Microsoft.AspNetCore.Http;

namespace Gongxin.Kernel.Identity;

/// <summary>Makes whoever the framework has authenticated the actor of the request's scope.</summary>
public sealed class ActorOfRequest(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context, CurrentActor current)
    {
        current.Actor = ActorClaims.ToActor(context.User);
        return next(context);
    }
}
