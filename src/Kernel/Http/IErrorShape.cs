using Gongxin.Kernel.Errors;
using Microsoft.AspNetCore.Http;

namespace Gongxin.Kernel.Http;

/// <summary>Metadata of a route whose callers know errors in another form than RFC 9457; <see cref="Problems"/> asks it.</summary>
public interface IErrorShape
{
    /// <summary>Writes status, media type and body.</summary>
    /// <param name="text">The refusal's text in the reader's language.</param>
    Task WriteAsync(HttpContext context, Refusal refusal, string text);
}
