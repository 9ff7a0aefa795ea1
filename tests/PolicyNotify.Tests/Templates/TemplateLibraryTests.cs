using HandlebarsDotNet.Compiler;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;
using PolicyNotify.Templates;

namespace PolicyNotify.Tests.Templates;

public sealed class TemplateLibraryTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("policynotify-templates-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Html_templates_encode_values_and_text_templates_do_not()
    {
        Write("mail/a.html.hbs", "{{value}} {{{value}}}");
        Write("mail/a.txt.hbs", "{{value}}");
        var library = Library();

        Assert.Equal("&lt;b&gt; &amp; <b> &", library.Render("mail/a.html", new { value = "<b> &" }));
        Assert.Equal("<b> &", library.Render("mail/a.txt", new { value = "<b> &" }));
    }

    [Fact]
    public void A_template_of_no_named_kind_is_taken_for_html()
    {
        Write("mail/a.hbs", "{{value}}");

        Assert.Equal("&lt;b&gt;", Library().Render("mail/a", new { value = "<b>" }));
    }

    [Fact]
    public void Partials_are_found_by_their_path()
    {
        Write("mail/_part.html.hbs", "[{{value}}]");
        Write("mail/a.html.hbs", "{{> mail/_part}}");

        Assert.Equal("[x]", Library().Render("mail/a.html", new { value = "x" }));
    }

    [Fact]
    public void A_file_in_the_folder_replaces_the_built_in_one_and_leaves_the_others()
    {
        Write("mail/notice.subject.txt.hbs", "Ours");
        var library = Library();

        Assert.Equal("Ours", library.Render("mail/notice.subject.txt", new { }));
        Assert.Contains("mail/notice.html.hbs", Files().Paths);
    }

    [Fact]
    public void A_misspelt_name_is_an_error_and_not_an_empty_place()
    {
        Write("mail/a.html.hbs", "{{valeu}}");

        Assert.Throws<HandlebarsUndefinedBindingException>(() => Library().Render("mail/a.html", new { value = "x" }));
    }

    [Fact]
    public void An_unknown_template_is_named() =>
        Assert.Contains("templates/mail/none.html.hbs", Assert.Throws<ArgumentException>(() => Library().Render("mail/none.html", new { })).Message, StringComparison.Ordinal);

    private TemplateLibrary Library() => new(Files());

    private TemplateFiles Files()
    {
        IHostEnvironment environment = new HostingEnvironment { ContentRootPath = folder };
        return new(Options.Create(new TemplateOptions { Folder = "." }), environment);
    }

    private void Write(string path, string text)
    {
        var file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
