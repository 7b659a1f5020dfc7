using Gongxin.Catalogue.Charts;
using Gongxin.Catalogue.Charts.Maps;
using Gongxin.Catalogue.Datasets;
using Gongxin.Catalogue.Entries;
using Gongxin.Catalogue.Facades;
using Gongxin.Catalogue.Facades.Csvw;
using Gongxin.Catalogue.Facades.DataPackage;
using Gongxin.Catalogue.Facades.Dcat;
using Gongxin.Catalogue.Facades.OpenApi;
using Gongxin.Catalogue.Metadata;
using Gongxin.Catalogue.Quality;
using Gongxin.Catalogue.Resources;
using Gongxin.Catalogue.Rows;
using Gongxin.Catalogue.Rows.Exports;
using Gongxin.Catalogue.Search;
using Gongxin.Catalogue.Series;
using Gongxin.Catalogue.Submissions;
using Gongxin.Catalogue.Submissions.Held;
using Gongxin.Catalogue.Timeliness;
using Gongxin.Catalogue.Versions;
using Gongxin.Catalogue.Versions.Bundles;
using Gongxin.Catalogue.Versions.Diff;
using Gongxin.Catalogue.Versions.Restore;
using Gongxin.Catalogue.Versions.Withdrawals;
using Gongxin.Contracts.Catalogue;
using Gongxin.Contracts.Portal;
using Gongxin.Contracts.Standards;
using Gongxin.Kernel.Data;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Http;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Jobs;
using Gongxin.Kernel.Settings;
using Gongxin.Kernel.Verification;
using Gongxin.Ui.Shell;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gongxin.Catalogue;

public static class CatalogueModule
{
    public static IServiceCollection AddCatalogue(this IServiceCollection services)
    {
        services.AddModel(typeof(CatalogueModule).Assembly);
        services.AddProblemTexts<CatalogueText>();
        services.AddCatalogueRoles();
        services.AddScoped<CatalogueDb>();
        services.AddSingleton<OpenVersions>();
        services.AddSearch();
        services.AddSingleton<Regions>();
        services.AddSingleton<DcatCatalogues>();
        services.AddSingleton<CoverageFinder>();
        services.AddScoped<StatedEntries>();
        services.AddScoped<SeriesReads>();
        services.AddScoped<DatasetReads>();
        services.AddScoped<ICatalogueReads>(provider => provider.GetRequiredService<DatasetReads>());
        services.AddScoped(provider => new CatalogueQueries(
            provider.GetRequiredService<DatasetSearch>(),
            provider.GetRequiredService<DatasetReads>(),
            provider.GetRequiredService<SubmissionReads>(),
            provider.GetRequiredService<QuarantineReads>(),
            provider.GetRequiredService<Contracts.Datastore.IRowQueries>()));
        services.AddFacades();
        services.AddScoped<QuarantineReads>();
        services.AddScoped<WithdrawData>();
        services.AddScoped<WithdrawnItems>();
        services.AddScoped<RestoreVersion>();
        services.AddScoped<DiffReads>();
        services.AddScoped<ChartFinder>();
        services.AddSingleton(provider => MapBook.Load(
            provider.GetRequiredService<PlatformSettings>(), provider.GetRequiredService<IDivisions>(), provider.GetRequiredService<ICodeLists>()));
        services.AddSingleton<RegionColumns>();
        services.AddScoped<MapReads>();
        services.AddScoped<BundleFile>();
        services.AddScoped<BundleSources>();
        services.AddScoped<BundleReads>();
        services.AddScoped<PublishTables>();
        services.AddScoped<ReviewHeld>();
        services.AddScoped<HeldReads>();
        services.AddSingleton<MaskingKey>();
        services.AddScoped<OpenJoins>();
        services.AddScoped<MaskTables>();
        services.AddScoped<StoreTables>();
        services.AddScoped<LoadSubmission>();
        services.AddScoped<ISubmissions, Submissions.Submissions>();
        services.AddScoped<SubmissionReads>();
        services.AddScoped<HandInForm>();
        services.AddScoped<HandInServices>();
        services.AddOperation<LoadOperation>();
        services.AddOperation<BundleOperation>();
        services.AddOperationFiles<ExportFolder>();
        services.AddScoped<ExportPlace>();
        services.AddScoped<ExportRequests>();
        services.AddOperation<ExportOperation>();
        services.AddAnnouncementHandler<VersionPublished, PrepareRows>();
        services.AddScoped<IVerification, VersionVerification>();
        services.AddScoped<IVerification, WithdrawalVerification>();
        services.AddResources();
        services.AddTimeliness();
        services.AddQuality();
        services.AddMenuEntry<CatalogueText>(10, "/catalogue", "Menu.Catalogue", inHeader: true);
        services.AddMenuEntry<CatalogueText>(13, "/catalogue/series", "Menu.Series");
        services.AddMenuEntry<CatalogueText>(60, "/upload", "Menu.Upload", inHeader: true, isPublic: false);
        services.AddMenuEntry<CatalogueText>(62, "/submissions/held", "Menu.Held", isPublic: false);
        return services;
    }

    private static void AddCatalogueRoles(this IServiceCollection services)
    {
        services.AddRole(Roles.Operator, CataloguePermissions.Load, CataloguePermissions.Withdraw, CataloguePermissions.Search, CataloguePermissions.Watch);
        services.AddRole(Roles.Officer, CataloguePermissions.Compile);
        services.AddRole(Roles.Reviewer, CataloguePermissions.ReviewRegistration, CataloguePermissions.ReviewPublication, CataloguePermissions.ReviewRelease, CataloguePermissions.ReadHeld);
        services.AddRole(Roles.Auditor, CataloguePermissions.ReadHeld);

        // Nothing says of a dataset, or of a table that is held, whose it is.
        services.AddNodePermissions(
            CataloguePermissions.Load, CataloguePermissions.Withdraw, CataloguePermissions.Search, CataloguePermissions.Watch, CataloguePermissions.ReviewRegistration,
            CataloguePermissions.ReviewPublication, CataloguePermissions.ReviewRelease, CataloguePermissions.ReadHeld);
    }

    public static void MapCatalogue(this IEndpointRouteBuilder host)
    {
        // A map that is not right stops the start.
        host.ServiceProvider.GetRequiredService<MapBook>();
        var datasets = host.MapGroup("/api/v1/datasets").WithTags("Datasets");
        datasets.MapGet("", SearchDatasets.Handle).AllowAnonymous();
        datasets.MapPost("", HandInFile.Handle).Requires(CataloguePermissions.Load).Accepts<IFormFile>("multipart/form-data", "*/*");
        datasets.MapGet("/{slug}", ReadDataset.Handle).AllowAnonymous();
        datasets.MapGet("/{slug}/rows", ReadRows.Handle).AllowAnonymous()
            .TakesQuery(columns: true, "q", "select", "sort", "group", "agg", "limit", "cursor").Produces(StatusCodes.Status200OK, contentType: "application/json");
        datasets.MapGet("/{slug}/chart.{extension}", ReadChart.Handle).AllowAnonymous()
            .TakesQuery(columns: true, ["q", Chart.VersionParameter, .. ChartWish.Parameters]);
        datasets.MapGet("/{slug}/versions", ReadVersions.HandleList).AllowAnonymous();
        datasets.MapGet("/{slug}/versions/{number}", ReadVersions.Handle).AllowAnonymous();
        datasets.MapPost("/{slug}/exports", ExportRows.Handle).RequireAuthorization();
        datasets.MapMethods("/{slug}/exports/{id:guid}", ["GET", "HEAD"], ExportRows.HandleResult).RequireAuthorization();
        datasets.MapGet("/{slug}/diff", ReadDiff.Handle).AllowAnonymous();
        datasets.MapMethods("/{slug}/diff.{extension}", ["GET", "HEAD"], ReadDiff.HandleFile).AllowAnonymous();
        datasets.MapPost("/{slug}/withdrawal", Withdraw.HandleDataset).Requires(CataloguePermissions.Withdraw);
        datasets.MapPost("/{slug}/versions/{number}/withdrawal", Withdraw.HandleVersion).Requires(CataloguePermissions.Withdraw);
        datasets.MapPost("/{slug}/versions/{number}/restore", Restore.Handle).Requires(CataloguePermissions.Load);
        datasets.MapGet("/{slug}/versions/{number}/quarantine", ReadQuarantine.Handle).AllowAnonymous();
        datasets.MapMethods("/{slug}/versions/{number}/bundle.zip", ["GET", "HEAD"], DownloadBundle.Handle).AllowAnonymous();
        datasets.MapMethods("/{slug}/versions/{number}/download.{extension}", ["GET", "HEAD"], DownloadVersion.Handle).AllowAnonymous().WithMetadata(new CountedAs(UseKind.Download))
            .TakesQuery(columns: true, AsOf.Parameter, "q", "select", "sort", "bom");

        datasets.MapGet("/{slug}/versions/{number}/" + Metadata.DataPackage.FileName, ReadDataPackage.Handle).AllowAnonymous();
        datasets.MapGet("/{slug}/versions/{number}/download.csv" + CsvwTable.Suffix, ReadCsvw.Handle).AllowAnonymous();

        datasets.MapPut("/{slug}/entry", StateEntry.Handle).Requires(CataloguePermissions.Load);
        datasets.MapGet("/{slug}/openapi.json", ReadOpenApi.Handle).AllowAnonymous();

        host.MapFacades();
        host.MapSearch();

        var series = host.MapGroup("/api/v1/series").WithTags("Datasets");
        series.MapGet("", ReadSeries.HandleList).AllowAnonymous();
        series.MapGet("/{slug}", ReadSeries.Handle).AllowAnonymous();
        series.MapPut("/{slug}", KeepSeries.Handle).Requires(CataloguePermissions.Load);

        var submissions = host.MapGroup("/api/v1/submissions").WithTags("Submissions");
        submissions.MapGet("/{id:guid}", ReadSubmission.Handle).Requires(CataloguePermissions.Load);
        submissions.MapGet("/held", DecideHeld.HandleList).Requires(CataloguePermissions.ReadHeld);
        submissions.MapGet("/held/{id:guid}", DecideHeld.HandleRead).Requires(CataloguePermissions.ReadHeld);
        submissions.MapPost("/held/{id:guid}/decision", DecideHeld.Handle).Requires(CataloguePermissions.ReviewRelease);

        host.MapResources();
        host.MapTimeliness();
        host.MapQuality();

        host.MapPost("/datasets/{slug}/exports", ExportRows.HandleForm).RequireAuthorization().DisableAntiforgery().ExcludeFromDescription();

        // Before the page of the same address, which a POST would reach as well.
        host.MapPost("/upload", HandInFile.HandleForm).WithOrder(-1).Requires(CataloguePermissions.Load).DisableAntiforgery().ExcludeFromDescription();
    }
}
