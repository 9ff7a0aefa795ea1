using System.Collections.Frozen;
using System.Text;
using HandlebarsDotNet;

namespace PolicyNotify.Templates;

/// <summary>
/// Every Handlebars template, compiled once. Names are paths without the ending <c>.hbs</c>: <c>mail/notice.html</c>, <c>site/history.html</c>.
/// Values are encoded for HTML unless written with three braces; only in <c>.txt</c> templates they are written as they are.
/// A file whose name begins with an underscore is a partial of its kind: <c>site/_head.html.hbs</c> is <c>{{> site/_head}}</c>.
/// A misspelt name in a template is an error, not an empty place.
/// </summary>
internal sealed class TemplateLibrary
{
    private const string Ending = ".hbs";
    private const string PlainText = "txt";

    private readonly FrozenDictionary<string, HandlebarsTemplate<object, object>> templates;

    public TemplateLibrary(TemplateFiles files)
    {
        var html = Handlebars.Create(new HandlebarsConfiguration { ThrowOnUnresolvedBindingExpression = true });
        var text = Handlebars.Create(new HandlebarsConfiguration { ThrowOnUnresolvedBindingExpression = true, NoEscape = true });
        var compiled = new Dictionary<string, HandlebarsTemplate<object, object>>(StringComparer.Ordinal);
        var named = files.Paths.Where(path => path.EndsWith(Ending, StringComparison.Ordinal)).ToList();
        foreach (var path in named.Where(IsPartial))
        {
            var (kind, name) = Split(path);
            (kind == PlainText ? text : html).RegisterTemplate(name, Source(files, path));
        }

        foreach (var path in named.Where(path => !IsPartial(path)))
        {
            compiled[path[..^Ending.Length]] = (Split(path).Kind == PlainText ? text : html).Compile(Source(files, path));
        }

        templates = compiled.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Fills in a template.</summary>
    /// <param name="name">Such as <c>mail/notice.html</c>.</param>
    /// <param name="model">Its values: an object with properties, or a dictionary.</param>
    public string Render(string name, object model) => templates.TryGetValue(name, out var template)
        ? template(model)
        : throw new ArgumentException($"There is no template templates/{name}{Ending}.", nameof(name));

    private static string Source(TemplateFiles files, string path) => Encoding.UTF8.GetString(files.Find(path)!.Value.Span);

    private static bool IsPartial(string path) => Path.GetFileName(path).StartsWith('_');

    private static (string Kind, string Name) Split(string path)
    {
        var stem = path[..^Ending.Length];
        var kind = Path.GetExtension(stem).TrimStart('.');
        return (kind, kind.Length > 0 ? stem[..^(kind.Length + 1)] : stem);
    }
}
