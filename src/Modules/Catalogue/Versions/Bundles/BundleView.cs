using System.Globalization;

namespace Gongxin.Catalogue.Versions.Bundles;

// A finished bundle, in an operation's result.
public sealed record BundleView(string Dataset, int Version, string Sha256, long Bytes, DateTime MadeAt, string Download)
{
    internal static BundleView Of(string slug, Bundle bundle) =>
        new(slug, bundle.Number, bundle.Sha256, bundle.Bytes, bundle.MadeAt, AddressOf(slug, bundle.Number));

    internal static string AddressOf(string slug, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"/api/v1/datasets/{slug}/versions/{number}/bundle.zip");
}

// A bundle that is being made. State: queued or running.
public sealed record BundleProgressView(string Dataset, int Version, string State, long BytesWritten, string Download);
