using System.Reflection;
using Gongxin.Host.Composition;
using Gongxin.Kernel.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Gongxin.Architecture.Tests;

// Rules 4, 5 and 10 over the endpoints of the composed program.
public sealed class EndpointTests : IAsyncLifetime
{
    // What a module answers besides /module and /api/v1/module; stands in ARCHITECTURE.md as well.
    private static readonly Dictionary<string, string[]> Segments = new(StringComparer.Ordinal)
    {
        ["Catalogue"] =
        [
            "catalogue", "datasets", "quality", "resources", "search", "series", "submissions", "upload",

            // What other sites show in a frame.
            "embed",

            // Where other portals and programs look (decision 0012).
            "api/3", "api/action", "api/util", "datastore", "catalog", "catalog.{extension}",
            "data.json", "feeds", "opensearch.xml", "oai",
        ],
        ["Governance"] = ["governance", "ledger", "notices", "operations", "sign-in", "sign-out", "audit", "status"],
        ["Portal"] = ["", "about", "docs", "accessibility", "site-map", "robots.txt", "sitemap.xml", "sitemaps", "statistics", "error"],
        ["Standards"] = ["standards"],
    };

    // Anonymous on purpose; everything else that is anonymous only reads.
    private static readonly string[] AnonymousWrites =
        ["POST /api/v1/cases/", "POST /api/v1/cases/{number}/words", "POST /api/v1/cases/{number}/attachments", "POST /cases/follow", "POST /cases/mine",
         "POST /api/3/action/{action}", "POST /api/action/{action}", "POST /oai", "POST /sign-in", "POST /sign-in/code", "POST /api/v1/governance/sessions/", "POST /api/v1/governance/recoveries", "POST /sign-out", "POST /api/v1/ledger/verify", "POST /ledger", "POST /api/v1/credit/reports"];

    private readonly string _folder = Directory.CreateTempSubdirectory("gongxin-endpoints-").FullName;
    private WebApplication _app = null!;

    public ValueTask InitializeAsync()
    {
        Environment.SetEnvironmentVariable("GONGXIN_DATA", _folder);
        _app = WebNode.Build();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Routes_of_a_module_begin_with_its_name()
    {
        var routes = Routes().Where(r => ModuleOf(r) is not null).ToList();
        Assert.True(routes.Count > 30);
        Assert.Empty(routes.Where(r => !BelongsTo(ModuleOf(r)!, r.RoutePattern.RawText!)).Select(r => $"{ModuleOf(r)}: {r.RoutePattern.RawText}"));
    }

    [Fact]
    public void The_rule_sees_a_route_of_another_module()
    {
        Assert.False(BelongsTo("Standards", "/api/v1/ledger/keys"));
        Assert.True(BelongsTo("Governance", "/api/v1/ledger/keys"));
        Assert.False(BelongsTo("Governance", "/api/v2/ledger/keys"));
    }

    [Fact]
    public void Every_route_and_page_says_who_may_use_it() =>
        Assert.Empty(Routes().Where(r => ModuleOf(r) is not null).Where(r => !SaysWho(r)).Select(r => r.RoutePattern.RawText));

    [Fact]
    public void Only_these_writes_are_open_to_everybody()
    {
        var open = Routes().Where(r => r.Metadata.GetMetadata<IAllowAnonymous>() is not null && ModuleOf(r) is not null && !IsPage(r))
            .SelectMany(r => Methods(r).Where(m => m is not ("GET" or "HEAD")).Select(m => $"{m} {r.RoutePattern.RawText}"));
        Assert.Empty(open.Except(AnonymousWrites));
    }

    [Fact]
    public void The_rule_sees_a_route_that_says_nothing()
    {
        var silent = new RouteEndpointBuilder(_ => Task.CompletedTask, Microsoft.AspNetCore.Routing.Patterns.RoutePatternFactory.Parse("/x"), 0);
        Assert.False(SaysWho((RouteEndpoint)silent.Build()));
    }

    [Fact]
    public void No_entity_and_no_object_is_on_the_wire()
    {
        var entities = Entities();
        Assert.NotEmpty(entities);
        var faults = Routes().Where(r => ModuleOf(r) is not null && !IsPage(r)).SelectMany(r =>
            WireTypes(r).SelectMany(t => Reach(t, [])).Where(t => t == typeof(object) || entities.Contains(t)).Select(t => $"{r.RoutePattern.RawText}: {t.Name}"));
        Assert.Empty(faults.Distinct());
    }

    [Fact]
    public void The_rule_reaches_into_wire_types() =>
        Assert.Contains(typeof(object), Reach(typeof(PlantedAnswer), []));

    private IEnumerable<RouteEndpoint> Routes() =>
        ((IEndpointRouteBuilder)_app).DataSources.SelectMany(d => d.Endpoints).OfType<RouteEndpoint>();

    private static bool IsPage(RouteEndpoint route) => PageOf(route) is not null;

    private static Type? PageOf(RouteEndpoint route) =>
        route.Metadata.GetMetadata<Microsoft.AspNetCore.Components.Endpoints.ComponentTypeMetadata>()?.Type;

    private static string? ModuleOf(RouteEndpoint route)
    {
        var assembly = (PageOf(route) ?? route.Metadata.GetMetadata<MethodInfo>()?.DeclaringType)?.Assembly;
        return assembly is not null && Assemblies.Modules.Contains(assembly) ? Assemblies.NameOf(assembly) : null;
    }

    private static bool BelongsTo(string module, string pattern)
    {
        var path = pattern.TrimStart('/');
        path = path.StartsWith("api/v1/", StringComparison.Ordinal) ? path["api/v1/".Length..] : path;
        return Segments.GetValueOrDefault(module, [module.ToLowerInvariant()])
            .Any(segment => path == segment || path.StartsWith(segment + "/", StringComparison.Ordinal));
    }

    private static bool SaysWho(RouteEndpoint route) =>
        route.Metadata.GetMetadata<IAllowAnonymous>() is not null || route.Metadata.GetMetadata<IAuthorizeData>() is not null;

    private static IEnumerable<string> Methods(RouteEndpoint route) => route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];

    private static IEnumerable<Type> WireTypes(RouteEndpoint route) =>
        route.Metadata.OfType<IProducesResponseTypeMetadata>().Select(p => p.Type)
            .Concat(route.Metadata.OfType<IAcceptsMetadata>().Select(a => a.RequestType))
            .OfType<Type>();

    private static HashSet<Type> Entities()
    {
        var folder = new Kernel.Settings.PlatformSettings { DataFolder = Path.GetTempPath() };
        var models = new ServiceCollection().AddNode(folder).BuildServiceProvider().GetRequiredService<Kernel.Data.ModelAssemblies>();
        var options = new DbContextOptionsBuilder<Kernel.Data.PlatformDb>();
        Kernel.Data.DataRegistration.Configure(options, folder, models);
        using var db = new Kernel.Data.PlatformDb(options.Options);
        return [.. db.Model.GetEntityTypes().Select(e => e.ClrType)];
    }

    // The type and everything that its public properties lead to.
    private static IEnumerable<Type> Reach(Type type, HashSet<Type> seen)
    {
        if (!seen.Add(type))
        {
            return seen;
        }

        foreach (var argument in type.IsGenericType ? type.GetGenericArguments() : type.HasElementType ? [type.GetElementType()!] : [])
        {
            Reach(argument, seen);
        }

        if (type.Namespace?.StartsWith("Gongxin", StringComparison.Ordinal) is true)
        {
            foreach (var property in type.GetProperties(BindingFlags.Instance | BindingFlags.Public))
            {
                Reach(property.PropertyType, seen);
            }
        }

        return seen;
    }

    private sealed record PlantedAnswer(PlantedInner[] Items);

    private sealed record PlantedInner(object Anything);
}
