using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Facades.Atom;
using Gongxin.Catalogue.Facades.Ckan;
using Gongxin.Catalogue.Facades.Ckan.Packages;
using Gongxin.Catalogue.Facades.Ckan.Datastore;
using Gongxin.Catalogue.Facades.DataPackage;
using Gongxin.Catalogue.Facades.Dcat;
using Gongxin.Catalogue.Facades.OaiPmh;
using Gongxin.Catalogue.Facades.OpenSearch;
using Gongxin.Catalogue.Facades.Pod;
using Gongxin.Catalogue.Facades.Rdf;
using Gongxin.Catalogue.Facades.Records;
using Gongxin.Catalogue.Search;
using Gongxin.Contracts.Datastore;
using Gongxin.Contracts.Portal;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Gongxin.Catalogue.Facades;

// The addresses at which other portals and programs look for a catalogue in a form that they know (decision 0012).
internal static class FacadeRoutes
{
    private const int CkanBodyBytesMax = 1 << 20;

    private static readonly string[] Reads = ["GET"];
    private static readonly string[] Calls = ["GET", "POST"];

    public static IServiceCollection AddFacades(this IServiceCollection services)
    {
        services.AddScoped<RecordReads>();
        services.AddSingleton<KnownPackages>();
        services.AddSingleton<KnownWalks>();
        services.AddScoped<ChangeReads>();
        services.AddScoped<OaiAnswers>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<MatcherPolicy, OnlyForRdfPolicy>());
        services.AddScoped(provider => new CkanServices(
            provider.GetRequiredService<RecordReads>(),
            provider.GetRequiredService<DatasetReads>(),
            provider.GetRequiredService<DatasetSearch>(),
            provider.GetRequiredService<IRowQueries>(),
            provider.GetRequiredService<PlatformSettings>())
        {
            Clock = provider.GetRequiredService<TimeProvider>(),
            Packages = provider.GetRequiredService<KnownPackages>(),
            Walks = provider.GetRequiredService<KnownWalks>(),
        });
        return services;
    }

    public static void MapFacades(this IEndpointRouteBuilder host)
    {
        var facades = host.MapGroup("").AllowAnonymous().ExcludeFromDescription().IsCalledByPrograms();
        facades.MapGet("/datasets/{slug}/" + Metadata.DataPackage.FileName, ReadDataPackage.HandleNewest);
        facades.MapMethods("/data.json", Reads, ReadDataJson.Handle);
        facades.MapMethods("/feeds/datasets.atom", Reads, ReadFeed.Handle);
        facades.MapMethods("/feeds/themes/{theme}.atom", Reads, ReadFeed.HandleTheme);
        facades.MapMethods("/opensearch.xml", Reads, ReadOpenSearch.Handle);
        facades.MapMethods("/oai", Calls, AnswerOai.Handle).DisableAntiforgery();
        MapDcat(facades);
        MapCkan(facades.MapGroup("").WithMetadata(CkanErrors.Shape, new RequestSizeLimitAttribute(CkanBodyBytesMax)).DisableAntiforgery());
    }

    private static void MapDcat(RouteGroupBuilder facades)
    {
        facades.MapMethods("/catalog", Reads, ReadCatalogue.HandleAny);
        facades.MapMethods("/catalog.{extension}", Reads, ReadCatalogue.Handle);
        facades.MapMethods("/datasets/{slug}.{extension}", Reads, ReadDatasetRdf.Handle);

        // Before the page of the same address.
        facades.MapMethods("/datasets/{slug}", Reads, ReadDatasetRdf.HandleAny).WithOrder(-1).WithMetadata(OnlyForRdf.Instance);
    }

    private static void MapCkan(RouteGroupBuilder ckan)
    {
        ckan.MapMethods("/api/3/action/{action}", Calls, CallAction.Handle);
        ckan.MapMethods("/api/action/{action}", Calls, CallAction.Handle);
        ckan.MapMethods("/api/util/status", Reads, CallAction.HandleStatus);
        ckan.MapMethods("/datastore/dump/{id}", Reads, DumpDatastore.Handle).WithMetadata(new CountedAs(UseKind.Download));
    }
}
