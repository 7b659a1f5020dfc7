using System.Globalization;
using System.Text;
using Gongxin.Catalogue.Entries;
using Gongxin.Contracts.Catalogue;
using Gongxin.Kernel.Blobs;
using Gongxin.Kernel.Errors;
using Gongxin.Kernel.Identity;
using Gongxin.Kernel.Settings;
using Gongxin.Kernel.Tabular;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Gongxin.Catalogue.Submissions;

// Reads a hand-in: either a multipart form with fields and one file, or the file as the body with the fields in the
// query. The file goes to the blob store as it arrives; memory holds only the fields.
internal sealed class HandInForm(PlatformSettings settings, Regions regions, CurrentActor current, TimeProvider clock)
{
    private const int FieldMax = 100_000;
    private const int FieldsMax = 40;
    private const int SchemaBytesMax = 4 << 20;

    public TimeProvider Clock => clock;
    public DateTime Now => clock.GetUtcNow().UtcDateTime;
    public Actor Actor => current.Actor;

    public sealed record HandedIn(BlobRef Blob, HandIn File);

    public async Task<HandedIn> ReadAsync(HttpRequest request, IBlobs blobs, CancellationToken ct)
    {
        var fields = request.Query.ToDictionary(q => q.Key, q => q.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var (blob, fileName) = BoundaryOf(request) is { } boundary
            ? await ReadPartsAsync(new MultipartReader(boundary, request.Body), fields, blobs, ct)
            : (await blobs.PutAsync(request.Body, settings.UploadBytesMax, ct), fields.GetValueOrDefault("fileName") ?? "");
        if (blob is not { } stored || fileName.Length == 0)
        {
            throw CatalogueRefusals.FileMissing();
        }

        return new HandedIn(stored, new HandIn(blobs.PathOf(stored.Sha256), Path.GetFileName(fileName))
        {
            About = AboutOf(fields),
            Schema = SchemaOf(fields),
            Reason = fields.GetValueOrDefault("reason") is { Length: > 0 } reason ? reason : null,
        });
    }

    private async Task<(BlobRef? Blob, string FileName)> ReadPartsAsync(
        MultipartReader reader, Dictionary<string, string> fields, IBlobs blobs, CancellationToken ct)
    {
        BlobRef? blob = null;
        var fileName = "";
        try
        {
            for (var count = 0; await reader.ReadNextSectionAsync(ct) is { } part; count++)
            {
                var disposition = part.GetContentDispositionHeader();
                if (count > FieldsMax || disposition is null)
                {
                    throw new Refusal("request.malformed", StatusCodes.Status400BadRequest);
                }

                var name = HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
                if (name == "file" && disposition.IsFileDisposition())
                {
                    var given = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).ToString();
                    if (given.Length > 0)
                    {
                        fileName = given;
                        blob = await blobs.PutAsync(part.Body, settings.UploadBytesMax, ct);
                    }
                }
                else
                {
                    fields[name] = await ReadTextAsync(part.Body, name == "schema" ? SchemaBytesMax : FieldMax, ct);
                }
            }
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw new Refusal("request.malformed", StatusCodes.Status400BadRequest);
        }

        return (blob, fileName);
    }

    private static async Task<string> ReadTextAsync(Stream body, int bytesMax, CancellationToken ct)
    {
        using var text = new MemoryStream();
        var buffer = new byte[8192];
        for (int read; (read = await body.ReadAsync(buffer, ct)) > 0;)
        {
            text.Write(buffer, 0, read);
            if (text.Length > bytesMax)
            {
                throw new Refusal("request.malformed", StatusCodes.Status400BadRequest);
            }
        }

        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length).Trim();
    }

    private static string? BoundaryOf(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            ? HeaderUtilities.RemoveQuotes(type.Boundary).ToString()
            : null;

    private DatasetDescription AboutOf(Dictionary<string, string> fields)
    {
        string? Day(string name) => Field(name) is not { } day || Coverage.IsDay(day) ? Field(name) : throw CatalogueRefusals.PeriodNotGood(day, "");

        string? Field(string name) => fields.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;
        if (Field("region") is { } region && !regions.IsKnown(region))
        {
            throw CatalogueRefusals.RegionUnknown(region);
        }

        return new DatasetDescription
        {
            Slug = Field("dataset"),
            Title = Field("title"),
            TitleEn = Field("titleEn"),
            Summary = Field("summary"),
            SummaryEn = Field("summaryEn"),
            Theme = Field("theme"),
            Provider = Field("provider"),
            ProviderEn = Field("providerEn"),
            Licence = Field("licence"),
            Source = Field("source"),
            UpdateCycle = Field("updateCycle"),
            Region = Field("region"),
            CoversFrom = Day("coversFrom"),
            CoversUntil = Day("coversUntil"),
            Rights = Field("rights"),
        };
    }

    private static TableSchema? SchemaOf(Dictionary<string, string> fields)
    {
        if (fields.GetValueOrDefault("schema") is not { Length: > 0 } json)
        {
            return null;
        }

        try
        {
            return TableSchemaJson.Read(Encoding.UTF8.GetBytes(json));
        }
        catch (TabularException unreadable)
        {
            throw CatalogueRefusals.SchemaNotReadable(FindingText.Of(unreadable.Finding, CultureInfo.CurrentUICulture));
        }
    }
}
