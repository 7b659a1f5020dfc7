using Microsoft.AspNetCore.Builder;

namespace Gongxin.Kernel.Http;

/// <summary>
/// Metadata of a route outside <c>/api</c> that programs call: its calls count for <see cref="RequestRates"/>, and its errors
/// are JSON.
/// </summary>
public sealed class CalledByPrograms
{
    internal static CalledByPrograms Instance { get; } = new();
}

/// <summary>Route side of <see cref="CalledByPrograms"/>.</summary>
public static class CalledByProgramsExtensions
{
    public static TBuilder IsCalledByPrograms<TBuilder>(this TBuilder route)
        where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(CalledByPrograms.Instance);
}
